package dev.spindle.coordinator.supervision;

import dev.spindle.coordinator.RetryOn;
import java.util.Set;

/**
 * Whether a job gets another attempt, and when.
 *
 * @param retries how many there may be after the first
 * @param on after what
 * @param delayNanos how long the first of them waits, the next twice as long, and so on
 */
public record RetryPolicy(int retries, Set<RetryOn> on, long delayNanos) {
    /** No attempt waits longer. */
    public static final long LONGEST_DELAY_NANOS = 3_600_000_000_000L;

    /** Whether a job that ended in {@code what}, with {@code attempts} charged to it, runs again. */
    public boolean again(RetryOn what, int attempts) {
        return on.contains(what) && attempts <= retries;
    }

    /** How long the attempt after {@code attempts} others waits. */
    public long delayNanosAfter(int attempts) {
        long delay = Math.min(delayNanos, LONGEST_DELAY_NANOS);
        for (int i = 1; i < attempts && delay < LONGEST_DELAY_NANOS && delay > 0; i++) {
            delay *= 2;
        }
        return Math.min(delay, LONGEST_DELAY_NANOS);
    }
}
