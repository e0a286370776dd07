package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.lines.Counts;
import dev.spindle.coordinator.lines.InputLines;
import dev.spindle.coordinator.lines.JobLines;
import dev.spindle.coordinator.lines.Line;
import dev.spindle.coordinator.lines.ResultLine;
import dev.spindle.coordinator.report.Findings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What tests of batches have in common. */
final class Batches {
    static final BatchFormat TEXT = new BatchFormat(JobLines.Format.TEXT, '\n', "echo", "");
    static final BatchFormat JSON = new BatchFormat(JobLines.Format.JSON, '\n', "echo", "");

    static final Batch.Expected NOTHING = new Batch.Expected(1, 0);

    private Batches() {}

    static JobLines lines(String text, BatchFormat format, int cap) {
        InputLines lines = new InputLines(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), format.delimiter(), cap);
        return new JobLines(lines, format.format(), format.task(), cap, format.capHint(), name -> null);
    }

    /** Number and input of each line, or that it is invalid. */
    static List<String> texts(BatchFormat format, Batch batch) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JobLines lines = format.read(batch, Integer.MAX_VALUE, name -> null)) {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                texts.add(line.seq() + ":" + (line.problem() == null ? line.input() : line.problem()));
            }
        }
        return texts;
    }

    /** A batch of the first lines of a text. */
    static Batch batch(String text, BatchFormat format) throws IOException {
        try (JobLines lines = lines(text, format, 1000)) {
            InputBatches.Piece piece =
                    new InputBatches(lines, format.delimiter()).next(() -> Integer.MAX_VALUE, jobs -> NOTHING);
            Batch batch = piece == null ? null : piece.batch();
            if (batch == null) {
                throw new AssertionError("no batch in " + text);
            }
            return batch;
        }
    }

    /** The result of so many lines, none of which ran. */
    static BatchResult result(int lines) {
        Counts counts = new Counts();
        for (int i = 0; i < lines; i++) {
            counts.add(ResultLine.notRun(line(i)));
        }
        return new BatchResult(
                new byte[0], null, 0, counts, new Findings(), 1, new BatchResult.News(0, Map.of(), List.of()));
    }

    private static Line line(long seq) {
        try (JobLines lines = lines("\n".repeat((int) seq) + "x", TEXT, 100)) {
            Line last = lines.next();
            for (Line next = last; next != null; next = lines.next()) {
                last = next;
            }
            if (last == null) {
                throw new AssertionError("no line");
            }
            return last;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
