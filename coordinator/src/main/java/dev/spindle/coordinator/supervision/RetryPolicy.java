package dev.spindle.coordinator.supervision;

import dev.spindle.coordinator.RetryOn;
import java.util.Set;

/**
 * Whether a job gets another attempt.
 *
 * @param retries how many there may be after the first
 */
public record RetryPolicy(int retries, Set<RetryOn> on) {
    /** Whether a job that ended in {@code what}, with {@code attempts} charged to it, runs again. */
    public boolean again(RetryOn what, int attempts) {
        return on.contains(what) && attempts <= retries;
    }
}
