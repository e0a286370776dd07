package dev.spindle.coordinator.supervision;

import dev.spindle.coordinator.DeathReport;
import org.jspecify.annotations.Nullable;

/**
 * When to stop starting workers: after {@link #MAX_FAILURES} starts in a row that failed with no worker becoming ready in between. The
 * first failure is kept, for it shows the cause that a storm of later ones would hide.
 */
public final class StartPolicy {
    public static final int MAX_FAILURES = 3;
    /** How long a start may take until the worker has introduced itself. */
    public static final long START_NANOS = 60_000_000_000L;

    private static final long FIRST_DELAY_NANOS = 50_000_000L;

    private int failures;
    private @Nullable DeathReport first;

    /** A worker introduced itself. */
    public void succeeded() {
        failures = 0;
        first = null;
    }

    /** A worker ended before it introduced itself. */
    public void failed(DeathReport report) {
        failures++;
        if (first == null) {
            first = report;
        }
    }

    /** The first failure, when there were so many that no further start should be made; else null. */
    public @Nullable DeathReport givenUp() {
        return failures >= MAX_FAILURES ? first : null;
    }

    /** How long to wait before the next start: nothing at first, then doubling. */
    public long delayNanos() {
        return failures == 0 ? 0 : FIRST_DELAY_NANOS << Math.min(failures - 1, 10);
    }
}
