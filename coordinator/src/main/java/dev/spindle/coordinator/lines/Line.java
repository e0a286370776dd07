package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.ChunkOutcome;
import dev.spindle.coordinator.Job;
import dev.spindle.protocol.RawJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A line of input that gets a result: a job to run, or why there is none.
 *
 * @param seq its number in the input, from 1
 * @param place how many such lines came before it
 * @param id what the line calls it, a JSON string
 * @param task the task to run; null when the line is invalid
 * @param input the task's
 * @param timeout the line's own limit
 * @param priority the line's own rank, 0 unless it says another
 * @param problem why the line is invalid; null when it is not
 */
public record Line(
        long seq,
        long place,
        @Nullable RawJson id,
        @Nullable String task,
        RawJson input,
        @Nullable Duration timeout,
        int priority,
        @Nullable String problem) {

    static Line invalid(long seq, long place, @Nullable RawJson id, String problem) {
        return new Line(seq, place, id, null, RawJson.NULL, null, 0, problem);
    }

    /** How many bytes of it wait in memory. */
    int bytes() {
        return input.length() + (id == null ? 0 : id.length());
    }

    /** Those lines of a chunk that have their outcomes in one answer. */
    record Together(LineChunk chunk, ChunkOutcome outcome) {}

    /**
     * A line that has its outcome.
     *
     * @param job null when the line was invalid, known from the journal, or the run was given up before it could be submitted
     * @param result what is written of it, where that is known already
     * @param charge what {@link InFlight} holds for it
     * @param atNanos when that was known, as {@link System#nanoTime} counts
     * @param together where it is several lines, which were answered together: these, and {@code line} is the first
     */
    public record Ended(
            Line line,
            @Nullable Job<RawJson> job,
            @Nullable ResultLine result,
            long charge,
            long atNanos,
            @Nullable Together together) {
        public Ended(Line line, @Nullable Job<RawJson> job, long charge) {
            this(line, job, null, charge);
        }

        Ended(Line line, @Nullable Job<RawJson> job, @Nullable ResultLine result, long charge) {
            this(line, job, result, charge, System.nanoTime(), null);
        }

        static Ended together(LineChunk chunk, ChunkOutcome outcome) {
            return new Ended(
                    chunk.items().get(0).line(), null, null, 0, System.nanoTime(), new Together(chunk, outcome));
        }

        /** Stands behind the last of {@code lines} lines that get a result. */
        static Ended endOfInput(long lines) {
            return new Ended(invalid(lines, lines, null, "the end"), null, InFlight.GIVEN_UP);
        }

        boolean isEndOfInput() {
            return charge == InFlight.GIVEN_UP;
        }
    }
}
