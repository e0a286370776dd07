package dev.spindle.coordinator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which a job ended. Every accepted job has exactly one. Immutable, as far as the result is.
 *
 * <pre>{@code
 * if (outcome instanceof JobOutcome.Succeeded<Bill> succeeded) {
 *     return succeeded.result().customer() + " pays " + succeeded.result().total();
 * } else if (outcome instanceof JobOutcome.Failed<Bill> failed) {
 *     return "failed with " + failed.error();
 * } else if (outcome instanceof JobOutcome.TimedOut<Bill> late) {
 *     return "took longer than " + late.limit().toMillis() + " ms";
 * } else if (outcome instanceof JobOutcome.WorkerLost<Bill> lost) {
 *     return "lost its worker " + lost.attempts() + " times; the last one " + lost.death().cause();
 * } else {
 *     return "was cancelled";
 * }
 * }</pre>
 *
 * @param <O> the type of the result
 */
public sealed interface JobOutcome<O extends @Nullable Object> {
    /** How many attempts were charged to the job; 0 when it never ran. */
    int attempts();

    /** The place in the pool of the worker that had the last attempt, from 0; -1 when none had. */
    int worker();

    /** From the later of sending the job and its worker's previous answer to the end of the last attempt. */
    Duration elapsed();

    /** The task returned {@code result}. */
    record Succeeded<O extends @Nullable Object>(O result, int attempts, int worker, Duration elapsed)
            implements JobOutcome<O> {}

    /** The task threw, could not read its input, or its result could not be written. */
    record Failed<O extends @Nullable Object>(RemoteError error, int attempts, int worker, Duration elapsed)
            implements JobOutcome<O> {}

    /**
     * The attempt took longer than {@code limit}. That was decided then, whatever the job answered afterwards; it is told when the job has
     * stopped, of which {@code stop} says how, and how long after the limit.
     */
    record TimedOut<O extends @Nullable Object>(Duration limit, Stop stop, int attempts, int worker, Duration elapsed)
            implements JobOutcome<O> {}

    /**
     * The job was given up before it was done. Where it ran then, {@code stop} says how it ended; else that is null.
     *
     * @param requested whether somebody cancelled this very job; else its pool gave up, or was closed before its time
     */
    record Cancelled<O extends @Nullable Object>(
            @Nullable Stop stop, int attempts, int worker, Duration elapsed, boolean requested)
            implements JobOutcome<O> {}

    /**
     * Its worker died while it ran, as often as it may: it is quarantined, and never run again by this pool. {@code death} is the report of
     * the last of these.
     */
    record WorkerLost<O extends @Nullable Object>(DeathReport death, int attempts, int worker, Duration elapsed)
            implements JobOutcome<O> {}
}
