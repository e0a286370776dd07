package dev.spindle.worker.lab;

/**
 * A table of squares that all jobs of one JVM share, as programs share caches and settings. Its lock keeps them from seeing a change half
 * done, but not from what is left when the change throws half way: the lock is released then, and the table stays as it is. Thread-safe.
 */
final class Squares {
    /** A mebibyte. */
    static final int SIZE = 1 << 17;

    private static final long[] TABLE = new long[SIZE];

    static {
        for (int i = 0; i < SIZE; i++) {
            TABLE[i] = (long) i * i;
        }
    }

    private Squares() {}

    static synchronized long[] copy() {
        return TABLE.clone();
    }

    /** Doubles each entry, and does not get to the last. Never returns. */
    static synchronized Void convert() {
        for (int i = 0; i < SIZE; i++) {
            if (i == SIZE / 2) {
                throw new IllegalStateException("gave up half way through the table");
            }
            TABLE[i] *= 2;
        }
        throw new IllegalStateException("the table has no half");
    }
}
