package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.lines.JobLines;
import java.io.ByteArrayOutputStream;

/** Puts lines together to a batch. Blank ones between them stay, so that each keeps its number. For one thread. */
final class BatchBuilder {
    private final char delimiter;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long firstLine;
    private long nextLine;
    private int jobs;

    BatchBuilder(char delimiter) {
        this.delimiter = delimiter;
    }

    int jobs() {
        return jobs;
    }

    /** How long it would be with the line that {@code lines} has gone on to, and the blank ones before that. */
    long lengthWith(JobLines lines) {
        return bytes.size() + (jobs == 0 ? 0 : lines.number() - nextLine) + lines.length();
    }

    /** Adds the line that {@code lines} has gone on to. */
    void add(JobLines lines) {
        if (jobs == 0) {
            firstLine = lines.number();
            nextLine = firstLine;
        }
        for (; nextLine < lines.number(); nextLine++) {
            bytes.write(delimiter);
        }
        lines.copyTo(bytes);
        bytes.write(delimiter);
        nextLine++;
        jobs++;
    }

    Batch build(Batch.Expected expected) {
        return new Batch(firstLine, jobs, bytes.toByteArray(), expected);
    }
}
