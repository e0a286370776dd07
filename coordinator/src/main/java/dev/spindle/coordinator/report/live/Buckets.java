package dev.spindle.coordinator.report.live;

import java.util.concurrent.atomic.LongAdder;

/** How long attempts took, counted by bounds from 0.1 ms to half an hour. Thread-safe. */
final class Buckets {
    /** In nanoseconds; what takes longer than the last is counted behind it. */
    private static final long[] BOUNDS = {
        100_000L,
        500_000L,
        1_000_000L,
        2_500_000L,
        5_000_000L,
        10_000_000L,
        25_000_000L,
        50_000_000L,
        100_000_000L,
        250_000_000L,
        500_000_000L,
        1_000_000_000L,
        2_500_000_000L,
        5_000_000_000L,
        10_000_000_000L,
        30_000_000_000L,
        60_000_000_000L,
        300_000_000_000L,
        1_800_000_000_000L
    };

    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Buckets() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** So many jobs took so long together, each the same. */
    void add(long together, int jobs) {
        long each = together / jobs;
        int i = 0;
        while (i < BOUNDS.length && each > BOUNDS[i]) {
            i++;
        }
        counts[i].add(jobs);
        nanos.add(Math.max(0, together));
    }

    /** How many bounds there are. */
    int size() {
        return BOUNDS.length;
    }

    double boundSeconds(int index) {
        return BOUNDS[index] / 1e9;
    }

    /** How many are at most as long as each of the bounds, and at last how many there are. */
    long[] cumulative() {
        long[] sums = new long[counts.length];
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i].sum();
            sums[i] = sum;
        }
        return sums;
    }

    double seconds() {
        return nanos.sum() / 1e9;
    }
}
