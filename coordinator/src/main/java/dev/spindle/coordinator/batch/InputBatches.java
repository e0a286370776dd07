package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.lines.JobLines;
import dev.spindle.coordinator.lines.Line;
import java.io.IOException;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Cuts an input into batches, without a look into its lines. For one thread. */
public final class InputBatches {
    /** A batch travels in one message of its engine, and waits in memory. */
    private static final int MOST_BYTES = 1 << 20;

    private final JobLines lines;
    private final char delimiter;
    private boolean isAhead;
    private boolean atEnd;

    /** What comes next: one of the two. */
    public record Piece(@Nullable Batch batch, @Nullable Line overlong) {}

    public InputBatches(JobLines lines, char delimiter) {
        this.lines = lines;
        this.delimiter = delimiter;
    }

    /**
     * The next batch, of {@code most} jobs or as many as are there without waiting; or a line that is too long to be in one. Null at the end.
     *
     * @param most asked once a line is there to be sent
     * @param expected what is expected of so many
     */
    public @Nullable Piece next(IntSupplier most, IntFunction<Batch.Expected> expected) throws IOException {
        BatchBuilder builder = new BatchBuilder(delimiter);
        int enough = 1;
        while (builder.jobs() < enough && goOn(builder)) {
            Line overlong = lines.overlong();
            if (overlong != null) {
                if (builder.jobs() > 0) {
                    return new Piece(
                            builder.build(expected.apply(builder.jobs())),
                            null); // and the line by itself at the next call
                }
                isAhead = false;
                return new Piece(null, overlong);
            }
            if (builder.jobs() > 0 && builder.lengthWith(lines) > MOST_BYTES) {
                break;
            }
            builder.add(lines);
            isAhead = false;
            if (builder.jobs() == 1) {
                enough = most.getAsInt();
            }
        }
        return builder.jobs() == 0 ? null : new Piece(builder.build(expected.apply(builder.jobs())), null);
    }

    /** Whether there is a line to be added; it waits for one only while there is none yet. */
    private boolean goOn(BatchBuilder builder) throws IOException {
        if (!isAhead && !atEnd && (builder.jobs() == 0 || !lines.mayWait())) {
            isAhead = lines.nextUnread();
            atEnd = !isAhead;
        }
        return isAhead;
    }

    /** Whether a line was read that is in no batch yet. */
    boolean isAhead() {
        return isAhead;
    }
}
