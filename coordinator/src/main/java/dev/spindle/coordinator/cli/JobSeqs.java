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
