package dev.spindle.coordinator.supervision;

import dev.spindle.coordinator.DeathReport;
import org.jspecify.annotations.Nullable;

/**
 * When to stop starting workers: after {@link #MAX_FAILURES} starts in a row that failed with no worker becoming ready in between. The
 * first failure is kept, for it shows the cause that a storm of later ones would hide. A start that somebody ended from outside says
 * little about the next one: there may be {@link #MAX_KILLED} of them.
 */
public final class StartPolicy {
    public static final int MAX_FAILURES = 3;
    public static final int MAX_KILLED = 20;

    private static final long FIRST_DELAY_NANOS = 50_000_000L;
    private static final long LONGEST_DELAY_NANOS = 5_000_000_000L;

    private int failures;
    private int killed;
    private @Nullable DeathReport first;

    /** A worker introduced itself. */
    public void succeeded() {
        failures = 0;
        killed = 0;
        first = null;
    }

    /** A worker ended before it introduced itself. */
    public void failed(DeathReport report) {
        if (report.isAmbiguous()) {
            killed++;
        } else {
            failures++;
        }
        if (first == null || (failures == 1 && first.isAmbiguous())) {
            first = report;
        }
    }

    /** The first failure, when there were so many that no further start should be made; else null. */
    public @Nullable DeathReport givenUp() {
        return failures >= MAX_FAILURES || killed >= MAX_KILLED ? first : null;
    }

    /** How long to wait before the next start: nothing at first, then doubling, up to five seconds. */
    public long delayNanos() {
        int all = failures + Math.min(killed, MAX_FAILURES);
        return all == 0 ? 0 : Math.min(LONGEST_DELAY_NANOS, FIRST_DELAY_NANOS << Math.min(all - 1, 10));
    }
}
