package dev.spindle.coordinator;

import dev.spindle.protocol.message.Spent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a job that ran and is over; or of a whole chunk, which is one attempt. Times are {@link System#nanoTime}'s.
 *
 * @param job the job's number in its pool, of a chunk the first one's
 * @param jobs how many jobs it was: 1, or as many as the chunk had
 * @param task what the worker calls the task
 * @param attempt 1 for the job's first
 * @param worker its place in the pool, from 0
 * @param generation how many processes had this place before
 * @param waitedSinceNanos since when the job had waited for this attempt: accepted by the pool then, or tried before until then; of one that
 *     left its chunk, as that
 * @param sentNanos when it was given to the worker, where it may have waited behind another
 * @param beganNanos the later of sending it and the worker's previous answer: when it began, as far as can be seen from here
 * @param endedNanos when its answer, or its worker's death, was known
 * @param inputBytes of the input, or of a chunk's, as JSON; blobs beside it are not counted
 * @param resultBytes of the result likewise; 0 where there was none
 * @param end how it ended; a chunk that was answered is {@link End#OK} whatever became of each of its jobs
 * @param again whether the job is still without an outcome: it is tried again, or a chunk's jobs go on by themselves
 * @param cause a line on why it did not end ok; null when it did
 * @param spent what the worker said of where the time went; null when it did not
 */
public record AttemptReport(
        long job,
        int jobs,
        String task,
        int attempt,
        int worker,
        int generation,
        long waitedSinceNanos,
        long sentNanos,
        long beganNanos,
        long endedNanos,
        long inputBytes,
        long resultBytes,
        End end,
        boolean again,
        @Nullable String cause,
        @Nullable Spent spent) {

    /** How an attempt ended. */
    public enum End {
        OK,
        FAILED,
        TIMEOUT,
        LOST,
        CANCELLED;

        /** As result lines say it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
