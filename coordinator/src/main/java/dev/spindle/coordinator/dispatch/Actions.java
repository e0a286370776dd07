package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.protocol.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What a step of the {@link Dispatcher} wants done. Called while the pool's lock is held: implementations take note, and act after it
 * is released.
 */
public interface Actions {
    /** Start a process for {@code worker}. */
    void launch(PooledWorker worker);

    /** Send the attempt; those of one worker in the order of these calls. */
    void send(PooledWorker worker, Attempt attempt);

    /** Ask the worker to stop the attempt. */
    void cancel(PooledWorker worker, long attempt);

    /** Ask the worker to begin no further job of the chunk that the attempt is; the one that runs may end. */
    void cancelRest(PooledWorker worker, long attempt);

    /** Set the event {@code name} of the attempt, which was sent before. */
    void signal(PooledWorker worker, long attempt, String name, @Nullable RawJson value);

    /** Ask the worker what its threads do, by the request {@code id}. */
    void askStack(PooledWorker worker, long id);

    /** Ask the worker, which has nothing to do, to leave. */
    void dismiss(PooledWorker worker);

    /** SIGTERM to the worker's process tree. */
    void terminate(PooledWorker worker);

    /** SIGKILL to the worker's process tree. */
    void kill(PooledWorker worker);

    /** Not even SIGKILL had an effect: take the process for gone, and tell so. */
    void abandon(PooledWorker worker);

    /** Whether {@link #attemptEnded} is of any use. */
    default boolean watchesAttempts() {
        return false;
    }

    /** An attempt that ran is over. */
    default void attemptEnded(AttemptReport report) {}

    /** The job has its outcome. */
    void settled(Ticket ticket, JobOutcome<RawJson> outcome);
}
