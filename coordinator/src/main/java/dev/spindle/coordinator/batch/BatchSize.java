package dev.spindle.coordinator.batch;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * How many jobs to send in one batch: so many that it takes about a second, or longer where many machines are to be fed. A batch costs its engine some milliseconds, which
 * short ones would feel; of long ones the last keeps everybody waiting. Thread-safe.
 */
public final class BatchSize {
    /** The first batches tell how long jobs take, and may be of long ones. */
    private static final int FIRST = 1;

    private static final int MOST = 1 << 16;
    /** What was learned of short batches holds for those that are a few times as long. */
    private static final int GROWTH = 4;

    private static final double RESULT_BYTES_AT_FIRST = 200;

    /** Each batch costs its engine so much in this JVM, and more: the more machines, the longer they are. 3.2 ms were measured with Spark. */
    private static final long NANOS_PER_SLOT = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Of the lines of a batch and their results together. */
    private static final long MOST_BYTES = 3 << 20;

    private final IntSupplier slots;
    private final long memory;
    private int jobs = FIRST;
    private double resultBytes = RESULT_BYTES_AT_FIRST;

    /**
     * The size of first batches.
     *
     * @param slots how many jobs can run at a time now
     * @param memory so many bytes all batches that wait and run may have, with their results
     */
    public BatchSize(IntSupplier slots, long memory) {
        this.slots = slots;
        this.memory = memory;
    }

    private long targetNanos() {
        return Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, slots.getAsInt() * NANOS_PER_SLOT));
    }

    private long mostBytes() {
        return Math.min(MOST_BYTES, memory / BatchRoom.most(slots.getAsInt()));
    }

    public synchronized int jobs() {
        return jobs;
    }

    /** What is to be expected of so many jobs. */
    synchronized Batch.Expected expected(int count) {
        return new Batch.Expected(targetNanos(), (long) (resultBytes * count));
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
        double byTime = (double) targetNanos() * count / Math.max(1, nanos);
        double bySize = mostBytes() / ((double) inputBytes / count + resultBytes);
        long most = Math.min(MOST, Math.max(jobs, count) * GROWTH);
        jobs = (int) Math.max(1, Math.min((double) most, Math.min(byTime, bySize)));
    }
}
