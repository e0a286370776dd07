package dev.spindle.coordinator.dispatch;

/**
 * How many jobs a worker may hold, the running one included, so that the next is there when one ends: about {@link #HELD_NANOS} of
 * work, which is many microsecond jobs and one long one. It begins at one, at most doubles with every windowful of answers, and falls
 * back to one at the first job that takes that long: jobs behind a long one would wait while other workers are idle.
 */
final class Window {
    /** Some hundred times what a round trip costs (20 to 70 µs), so that waiting for one is a percent or so. */
    static final long HELD_NANOS = 4_000_000;

    /** Enough for one write of small jobs to fill the pipe's pages without ever blocking on them. */
    static final int MAX = 256;

    private final int max;
    private int size = 1;
    private int answersAtThisSize;
    private double averageNanos;
    private double itemNanos;

    /** @param max it never gets larger; at most {@link #MAX} */
    Window(int max) {
        this.max = max;
    }

    int size() {
        return size;
    }

    /** What a job took lately, on average, one of a chunk its part of that; 0 before the first. */
    double itemNanos() {
        return itemNanos;
    }

    /** What was sent as {@code items} jobs in one message took so long. */
    void answered(long nanos, int items) {
        averageNanos = averageNanos == 0 ? nanos : averageNanos * 0.9 + nanos * 0.1;
        itemNanos = itemNanos == 0 ? (double) nanos / items : itemNanos * 0.9 + 0.1 * nanos / items;
        if (nanos >= HELD_NANOS) {
            size = 1;
            answersAtThisSize = 0;
            return;
        }
        int wanted = (int) Math.max(1, Math.min(max, HELD_NANOS / Math.max(averageNanos, 1)));
        if (wanted < size) {
            size = wanted;
            answersAtThisSize = 0;
        } else if (++answersAtThisSize >= size) {
            size = Math.min(wanted, size * 2);
            answersAtThisSize = 0;
        }
    }
}
