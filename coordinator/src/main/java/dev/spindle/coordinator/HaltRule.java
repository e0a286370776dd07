package dev.spindle.coordinator;

import java.util.Locale;

/**
 * When a pool gives up: after so many jobs that failed, timed out or were lost.
 *
 * @param now whether jobs that run are killed; otherwise they may end
 * @param failures so many of them, at least
 * @param percent so much of the jobs that have ended, from 0 (any share) to 100
 */
public record HaltRule(boolean now, long failures, double percent) {
    /** A share of the first two jobs says nothing. */
    public static final long FEWEST_FOR_PERCENT = 3;

    public HaltRule {
        if (failures < 1 || !(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "a pool halts after one failure or more, and a percentage from 0 to 100");
        }
    }

    /** After {@code failures} of them. */
    public static HaltRule after(long failures, boolean now) {
        return new HaltRule(now, failures, 0);
    }

    /** When they are {@code percent} of the jobs that have ended, and at least {@link #FEWEST_FOR_PERCENT}. */
    public static HaltRule atPercent(double percent, boolean now) {
        return new HaltRule(now, FEWEST_FOR_PERCENT, percent);
    }

    /** Whether it is time, when {@code failed} of the {@code ended} jobs were not ok. */
    public boolean isDue(long failed, long ended) {
        return failed >= failures && failed * 100.0 >= percent * ended;
    }

    /** As in {@code 3 jobs failed}. */
    public String reason(long failed, long ended) {
        return percent > 0
                ? String.format(Locale.ROOT, "%d of %d jobs failed", failed, ended)
                : failed + (failed == 1 ? " job" : " jobs") + " failed";
    }
}
