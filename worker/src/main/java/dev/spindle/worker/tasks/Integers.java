package dev.spindle.worker.tasks;

import org.jspecify.annotations.Nullable;

/** What the tasks on integers share. */
final class Integers {
    /** The largest integer whose square is a {@code long}. */
    private static final long LARGEST_ROOT = 3_037_000_499L;

    private Integers() {}

    /** {@code input}, which JSON's null is not. */
    static long required(@Nullable Long input, String task) {
        if (input == null) {
            throw new IllegalArgumentException(task + " takes an integer, not null");
        }
        return input;
    }

    /** The largest integer whose square is not over {@code n}, which is not negative. */
    static long root(long n) {
        long root = Math.min((long) Math.sqrt((double) n), LARGEST_ROOT); // a double may be off by one at the upper end
        while (root * root > n) {
            root--;
        }
        while (root < LARGEST_ROOT && (root + 1) * (root + 1) <= n) {
            root++;
        }
        return root;
    }
}
