package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.Stop;
import org.jspecify.annotations.Nullable;

/**
 * How a job that ran ended, in the terms of processes.
 *
 * @param nanos how long its last attempt took, until it had stopped
 * @param status 0 when it was ok; {@link #STOPPED} when its time was over or nobody wanted it any more
 * @param signal the number of the signal that ended its worker; 0 for none
 */
public record Exit(long nanos, int status, int signal) {
    /** What GNU parallel says of jobs that it ended itself. */
    static final int STOPPED = -1;

    /** What it says where there is no status to be had. */
    static final int UNKNOWN = 255;

    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    /** Null when the job never ran, or may not have. */
    static @Nullable Exit of(JobOutcome<?> outcome) {
        long nanos = outcome.elapsed().toNanos();
        if (outcome.attempts() == 0 || outcome.worker() < 0) {
            return null;
        }
        if (outcome instanceof JobOutcome.Succeeded) {
            return new Exit(nanos, 0, 0);
        }
        if (outcome instanceof JobOutcome.TimedOut<?> late) {
            return new Exit(nanos + late.stop().took().toNanos(), STOPPED, signal(late.stop()));
        }
        if (outcome instanceof JobOutcome.Cancelled<?> cancelled) {
            return new Exit(nanos, STOPPED, signal(cancelled.stop()));
        }
        return outcome instanceof JobOutcome.WorkerLost<?> lost ? of(lost.death(), nanos) : new Exit(nanos, 1, 0);
    }

    private static Exit of(DeathReport death, long nanos) {
        Integer status = death.exitStatus();
        if (status == null || status == 0) {
            return new Exit(nanos, UNKNOWN, 0); // a worker that leaves in the middle of a job has not done it
        }
        return death.signal() == null ? new Exit(nanos, status, 0) : new Exit(nanos, 0, status - 128);
    }

    private static int signal(@Nullable Stop stop) {
        if (stop == null) {
            return 0;
        }
        return switch (stop.by()) {
            case REQUEST, NOTHING -> 0;
            case SIGTERM -> SIGTERM;
            case SIGKILL -> SIGKILL;
        };
    }
}
