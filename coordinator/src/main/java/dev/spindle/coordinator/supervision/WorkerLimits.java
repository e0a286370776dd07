package dev.spindle.coordinator.supervision;

/**
 * How long workers may take and how large they may grow, before something is done about them.
 *
 * @param graceNanos how long a job that was asked to stop, or a worker told to leave, may take
 * @param startNanos how long a start may take until the worker has introduced itself
 * @param silenceNanos how long a worker that sends heartbeats may be silent; 0 for ever
 * @param recycleAfter how many jobs a worker runs; 0 for any number
 * @param residentBytes how large its resident memory may be; 0 for any size
 */
public record WorkerLimits(long graceNanos, long startNanos, long silenceNanos, int recycleAfter, long residentBytes) {
    /** How many further jobs a worker may have that was given {@code jobs}. */
    public int left(int jobs) {
        return recycleAfter == 0 ? Integer.MAX_VALUE : Math.max(0, recycleAfter - jobs);
    }

    /**
     * Whether it is time to start the replacement of a worker that was given {@code jobs}: what is left for it to do takes no longer than
     * a start.
     *
     * @param jobNanos what its jobs take, on average; 0 when it has not answered any
     * @param startNanosSeen what the latest start took
     */
    public boolean nearlyUsedUp(int jobs, double jobNanos, long startNanosSeen) {
        return recycleAfter > 0 && jobNanos > 0 && left(jobs) * jobNanos <= startNanosSeen;
    }

    /** Whether a worker with so much resident memory is too large. */
    public boolean isTooLarge(long bytes) {
        return residentBytes > 0 && bytes > residentBytes;
    }
}
