package dev.spindle.coordinator.cli;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which line a job is: the pool counts jobs, people count lines. What is kept are the places where lines without a job shift the one
 * count against the other, and of these the latest. Thread-safe.
 */
final class JobSeqs {
    private static final int SHIFTS_KEPT = 4096;

    /** By the number of the first job they hold for: how far its line's number is ahead. */
    private final TreeMap<Long, Long> shifts = new TreeMap<>();

    private long jobs;
    private long accepted;
    private long shift;
    private boolean complete = true;

    /** The next job in the pool's count is that of the line {@code seq}. */
    synchronized void submitted(long seq) {
        jobs++;
        if (seq - jobs != shift) {
            shift = seq - jobs;
            shifts.put(jobs, shift);
            if (shifts.size() > SHIFTS_KEPT) {
                shifts.pollFirstEntry();
                complete = false;
            }
        }
    }

    /** The pool refused the job that was submitted last, for want of room, and has used up its number: the next one is for the same line. */
    synchronized void refused() {
        submitted(jobs + shift);
    }

    /** The pool has all the jobs that were submitted so far. */
    synchronized void accepted() {
        accepted = jobs;
    }

    /** Whether the pool has had the job; else it is about to have it. */
    synchronized boolean isAccepted(long job) {
        return job <= accepted;
    }

    /** The pool's number of the job of the line {@code seq}; -1 when it has none, or that is too long ago. */
    synchronized long jobOf(long seq) {
        long found = -1;
        long first = complete ? 1 : Long.MAX_VALUE;
        long ahead = 0;
        for (Map.Entry<Long, Long> entry : shifts.entrySet()) {
            found = within(seq - ahead, first, entry.getKey() - 1, found);
            first = entry.getKey();
            ahead = entry.getValue();
        }
        return within(seq - ahead, first, jobs, found);
    }

    private static long within(long job, long first, long last, long otherwise) {
        return first <= job && job <= last ? job : otherwise;
    }

    /** The line of the pool's job number {@code job}; -1 when it was none, or is too long ago. */
    synchronized long of(long job) {
        if (job < 0) {
            return -1;
        }
        Map.Entry<Long, Long> entry = shifts.floorEntry(job);
        if (entry == null) {
            return complete ? job : -1;
        }
        return job + entry.getValue();
    }
}
