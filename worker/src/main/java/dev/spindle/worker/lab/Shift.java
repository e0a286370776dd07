package dev.spindle.worker.lab;

import java.time.Duration;
import java.util.List;

/**
 * What it took to do a number of jobs, in nanoseconds. Immutable.
 *
 * @param nanos from before the first began to after the last ended
 * @param cpuNanos of all processors, for the whole process; {@link #UNKNOWN} where the system does not tell; in steps of 10 ms on Linux
 * @param jobNanos how long each job took, from its own beginning
 */
public record Shift(long nanos, long cpuNanos, List<Long> jobNanos) {
    public static final long UNKNOWN = -1;

    public Shift {
        jobNanos = List.copyOf(jobNanos);
    }

    /** What {@code process} has used of all processors until now, or {@link #UNKNOWN}. */
    public static long cpuNanosOf(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(UNKNOWN);
    }

    /** What was used since {@code before}, where both are known. */
    public static long used(long before, long after) {
        return before == UNKNOWN || after == UNKNOWN ? UNKNOWN : after - before;
    }
}
