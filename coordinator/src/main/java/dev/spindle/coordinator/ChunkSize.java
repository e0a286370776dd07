package dev.spindle.coordinator;

import java.time.Duration;

/**
 * How many jobs to send in one message: a number that was asked for, or so many as are a few milliseconds of work, by what they took lately.
 * It then begins at one and at most doubles with each answer. Thread-safe.
 */
public final class ChunkSize {
    /** A longer input goes alone, and a chunk that has so many bytes goes as it is. */
    public static final int MOST_BYTES = 64 << 10;

    /** Some forty times what a message, its answer and two wake-ups cost. */
    private static final double WORTH_NANOS = 2_000_000;

    private static final int MOST_JOBS = 4096;
    /** So many chunks for each worker are under way: none of them waits for work, and the last to end is not far behind the others. */
    private static final int CHUNKS_EACH = 8;

    private final boolean automatic;
    private final int most;
    private final int mostUnderWay;
    private final int workers;
    private volatile int jobs;
    private double nanosEach;
    private double bytesEach;

    private ChunkSize(boolean automatic, int first, int most, int mostUnderWay, int workers) {
        this.automatic = automatic;
        this.jobs = first;
        this.most = most;
        this.mostUnderWay = mostUnderWay;
        this.workers = workers;
    }

    /**
     * For a pool built so, and a submitter that has so many jobs under way at most. One where the pool sends each job by itself:
     * {@link PoolBuilder#chunk(int)}.
     */
    public static ChunkSize of(PoolConfig config, int mostUnderWay) {
        int limit = config.recycleAfter() == 0 ? mostUnderWay : Math.min(config.recycleAfter(), mostUnderWay);
        if (!config.sendsChunks()) {
            return new ChunkSize(false, 1, 1, mostUnderWay, config.workers());
        }
        if (config.chunk() != PoolConfig.AUTOMATIC_CHUNKS) {
            int asked = Math.min(config.chunk(), limit);
            return new ChunkSize(false, asked, asked, mostUnderWay, config.workers());
        }
        int share = (int) Math.max(1, mostUnderWay / ((long) CHUNKS_EACH * config.workers()));
        return new ChunkSize(true, 1, Math.min(Math.min(share, limit), MOST_JOBS), mostUnderWay, config.workers());
    }

    /** How many jobs to send next; one is sent by itself. */
    public int jobs() {
        return jobs;
    }

    /** Whether it is ever more than one. */
    public boolean isEverMore() {
        return most > 1;
    }

    /** How many jobs to have under way at the most: so few that those to come can be as many in a message as has been learned meanwhile. */
    public int underWay() {
        return automatic ? (int) Math.min(mostUnderWay, (long) jobs * CHUNKS_EACH * workers) : mostUnderWay;
    }

    /** As many as {@code count} jobs took {@code each} on average, and their answer, or answers, {@code bytes}. */
    public void answered(int count, Duration each, long bytes) {
        if (automatic && count > 0) {
            learn(count, each.toNanos(), bytes);
        }
    }

    /** Of times that differ the shorter tell what jobs take; the longer, that a busy machine let them wait. */
    private synchronized void learn(int count, long nanos, long bytes) {
        nanosEach = nanosEach == 0 || nanos < nanosEach ? nanos : nanosEach + (nanos - nanosEach) / 8;
        bytesEach = bytesEach == 0 ? (double) bytes / count : (bytesEach + (double) bytes / count) / 2;
        double worth = WORTH_NANOS / Math.max(nanosEach, 1);
        double fits = MOST_BYTES / Math.max(bytesEach, 1);
        int wanted = (int) Math.max(1, Math.min(most, Math.min(worth, fits)));
        jobs = wanted <= jobs ? wanted : count >= jobs ? Math.min(wanted, 2 * jobs) : jobs;
    }
}
