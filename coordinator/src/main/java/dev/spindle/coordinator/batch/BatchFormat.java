package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.lines.InputLines;
import dev.spindle.coordinator.lines.JobLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the lines of an input are read.
 *
 * @param task of every line; null where each names its own
 * @param capHint what to add where a line or an input is too long
 */
public record BatchFormat(
        JobLines.Format format, char delimiter, @Nullable String task, String capHint) implements Serializable {
    /** The lines of a batch, under their numbers in the input. */
    JobLines read(Batch batch, int maxInputBytes, Function<String, @Nullable String> taskProblem) {
        InputLines lines = InputLines.within(
                new ByteArrayInputStream(batch.bytes()), delimiter, Integer.MAX_VALUE - 8, batch.firstLine() - 1);
        return new JobLines(lines, format, task, maxInputBytes, capHint, taskProblem);
    }

    /** The first {@code jobs} jobs of a batch and the others, as two. */
    public List<Batch> split(Batch batch, int jobs) {
        BatchBuilder first = new BatchBuilder(delimiter);
        BatchBuilder others = new BatchBuilder(delimiter);
        try (JobLines lines = read(batch, Integer.MAX_VALUE, name -> null)) {
            for (int i = 0; lines.nextUnread(); i++) {
                (i < jobs ? first : others).add(lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory
        }
        return List.of(
                first.build(batch.expected().of(first.jobs(), batch.jobs())),
                others.build(batch.expected().of(others.jobs(), batch.jobs())));
    }
}
