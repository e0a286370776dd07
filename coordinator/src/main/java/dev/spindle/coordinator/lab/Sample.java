package dev.spindle.coordinator.lab;

import java.util.Arrays;

/** Times in nanoseconds, as they come. For one thread. */
public final class Sample {
    private long[] nanos = new long[64];
    private int size;

    public void add(long time) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = time;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /**
     * The middle, and where the middle half begins and ends.
     *
     * @throws IllegalStateException when there is none
     */
    public Spread spread() {
        if (size == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /**
     * Between the two values next to the place where it should stand.
     *
     * @param sorted at least one
     * @param share of the values that are below, from 0 to 1
     */
    public static double quantile(long[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
