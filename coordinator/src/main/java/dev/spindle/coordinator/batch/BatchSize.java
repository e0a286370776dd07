package dev.spindle.coordinator.batch;

import java.util.function.LongSupplier;

/**
 * How many jobs to send in one batch: so many that it takes about as long as was asked for. A batch costs its engine some milliseconds, which
 * short ones would feel; of long ones the last keeps everybody waiting. Thread-safe.
 */
public final class BatchSize {
    /** The first batches tell how long jobs take, and may be of long ones. */
    private static final int FIRST = 1;

    private static final int MOST = 1 << 16;
    /** What was learned of short batches holds for those that are a few times as long. */
    private static final int GROWTH = 4;

    private static final double RESULT_BYTES_AT_FIRST = 200;

    private final LongSupplier targetNanos;
    private final LongSupplier mostBytes;
    private int jobs = FIRST;
    private double resultBytes = RESULT_BYTES_AT_FIRST;

    /**
     * The size of first batches.
     *
     * @param targetNanos how long a batch should take
     * @param mostBytes how many bytes its lines and their results should have at most
     */
    public BatchSize(LongSupplier targetNanos, LongSupplier mostBytes) {
        this.targetNanos = targetNanos;
        this.mostBytes = mostBytes;
    }

    public synchronized int jobs() {
        return jobs;
    }

    /** What is to be expected of so many jobs. */
    synchronized Batch.Expected expected(int count) {
        return new Batch.Expected(targetNanos.getAsLong(), (long) (resultBytes * count));
    }

    /**
     * So many jobs took so long together.
     *
     * @param inputBytes of their lines
     * @param outputBytes of their result lines
     */
    public synchronized void ended(long count, long nanos, long inputBytes, long outputBytes) {
        if (count == 0) {
            return;
        }
        resultBytes = (resultBytes + (double) outputBytes / count) / 2;
        double byTime = (double) targetNanos.getAsLong() * count / Math.max(1, nanos);
        double bySize = mostBytes.getAsLong() / ((double) inputBytes / count + resultBytes);
        long most = Math.min(MOST, Math.max(jobs, count) * GROWTH);
        jobs = (int) Math.max(1, Math.min((double) most, Math.min(byTime, bySize)));
    }
}
