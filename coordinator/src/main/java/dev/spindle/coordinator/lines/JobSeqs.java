package dev.spindle.coordinator.lines;

import java.util.Arrays;

/**
 * Which line a job is: the pool counts jobs, people count lines. What is kept are the places where lines without a job shift the one
 * count against the other, and of these the latest half a million, in 8 MiB at most. Thread-safe.
 */
public final class JobSeqs {
    private static final int MOST_PLACES = 1 << 19;

    /** Of each place the number of the first job behind it, ascending, and how far the number of its line is ahead of that. */
    private long[] firstJobs = new long[64];

    private long[] aheads = new long[64];
    private int places;

    private long jobs;
    private long accepted;
    private boolean complete = true;

    public JobSeqs() {
        add(1, 0);
    }

    /** The next job in the pool's count is that of the line {@code seq}. */
    synchronized void submitted(long seq) {
        jobs++;
        if (seq - jobs != aheads[places - 1]) {
            add(jobs, seq - jobs);
        }
    }

    private void add(long firstJob, long ahead) {
        if (places > 0 && firstJobs[places - 1] == firstJob) {
            places--; // the first line has no job
        } else if (places == MOST_PLACES) {
            places /= 2;
            System.arraycopy(firstJobs, places, firstJobs, 0, places);
            System.arraycopy(aheads, places, aheads, 0, places);
            complete = false;
        } else if (places == firstJobs.length) {
            firstJobs = Arrays.copyOf(firstJobs, 2 * places);
            aheads = Arrays.copyOf(aheads, 2 * places);
        }
        firstJobs[places] = firstJob;
        aheads[places] = ahead;
        places++;
    }

    /** The pool refused the job that was submitted last, for want of room, and has used up its number: the next one is for the same line. */
    synchronized void refused() {
        submitted(jobs + aheads[places - 1]);
    }

    /** The pool has all the jobs that were submitted so far. */
    synchronized void accepted() {
        accepted = jobs;
    }

    /** Whether the pool has had the job; else it is about to have it. */
    public synchronized boolean isAccepted(long job) {
        return job <= accepted;
    }

    /** Whether the line {@code seq} is so long ago that nothing is known of it any more. */
    public synchronized boolean isForgotten(long seq) {
        return !complete && seq < firstJobs[0] + aheads[0];
    }

    /** The pool's number of the job of the line {@code seq}; -1 when it has none, or that is too long ago. */
    public synchronized long jobOf(long seq) {
        int from = 0;
        int to = places;
        while (from < to) { // the last place whose line is no later
            int middle = (from + to) >>> 1;
            if (firstJobs[middle] + aheads[middle] <= seq) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        if (from == 0) {
            return -1;
        }
        long job = seq - aheads[from - 1];
        long last = from == places ? jobs : firstJobs[from] - 1;
        return job <= last ? job : -1;
    }

    /** The line of the pool's job number {@code job}; -1 when it was none, or is too long ago. */
    public synchronized long of(long job) {
        int found = Arrays.binarySearch(firstJobs, 0, places, job);
        int place = found >= 0 ? found : -found - 2;
        return job < 1 || place < 0 ? -1 : job + aheads[place];
    }
}
