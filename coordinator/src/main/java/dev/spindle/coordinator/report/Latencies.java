package dev.spindle.coordinator.report;

import java.io.Serializable;

/**
 * How long things took, counted in buckets whose width grows with what they hold, so that each is known to 3 % or better: 32 equal buckets
 * between a power of two and the next, as HdrHistogram has them. Its memory does not depend on what is counted. For one thread.
 */
public final class Latencies implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int SPLIT_BITS = 5;
    private static final int SPLIT = 1 << SPLIT_BITS;

    private final long[] counts = new long[(Long.SIZE - SPLIT_BITS) * SPLIT];
    private long count;
    private long sum;
    private long max;

    /** So many took {@code nanos} each. */
    public void add(long nanos, long times) {
        long value = Math.max(0, nanos);
        counts[bucket(value)] += times;
        count += times;
        sum += value * times;
        max = Math.max(max, value);
    }

    /** Those of {@code others}, as well. */
    void addAll(Latencies others) {
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] += others.counts[bucket];
        }
        count += others.count;
        sum += others.sum;
        max = Math.max(max, others.max);
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** The longest, exactly. */
    public long max() {
        return max;
    }

    /** What all took together. */
    public long sum() {
        return sum;
    }

    /** What so large a part of them did not exceed, 0.5 for the median; 0 where there are none. */
    public long within(double part) {
        long left = Math.max(1, (long) Math.ceil(count * part));
        for (int bucket = 0; bucket < counts.length; bucket++) {
            left -= counts[bucket];
            if (left <= 0) {
                return Math.min(max, floor(bucket + 1) - 1);
            }
        }
        return max;
    }

    /** How many took {@code from} or more and less than {@code to}, to the width of a bucket. */
    public long between(long from, long to) {
        long found = 0;
        for (int bucket = bucket(from); bucket < bucket(to); bucket++) {
            found += counts[bucket];
        }
        return found;
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - SPLIT_BITS - 1 - Long.numberOfLeadingZeros(nanos));
        return shift * SPLIT + (int) (nanos >>> shift);
    }

    /** The least that is counted in a bucket. */
    private static long floor(int bucket) {
        int shift = Math.max(0, bucket / SPLIT - 1);
        return (long) (bucket - shift * SPLIT) << shift;
    }
}
