package dev.spindle.coordinator.supervision;

import dev.spindle.coordinator.Stop;

/** How far a worker has been pushed to stop what it does: each step follows when the one before had no effect in time. */
public enum Rung {
    /** Nobody wants it to stop. */
    NONE,
    /** Asked by a message. */
    ASKED,
    /** SIGTERM to its whole process tree. */
    TERMINATED,
    /** SIGKILL to its whole process tree. */
    KILLED,
    /** Not even that had an effect: it is taken for gone. */
    ABANDONED;

    /** How long SIGTERM may take before SIGKILL follows. */
    public static final long TERMINATION_NANOS = 300_000_000L;

    /** How long the kernel may take to end a process: it does not while a device or a file system that hangs keeps it. */
    public static final long KILL_NANOS = 10_000_000_000L;

    /** How long this rung may take before the next; {@link Long#MAX_VALUE} for ever. */
    public long patienceNanos(long graceNanos) {
        return switch (this) {
            case ASKED -> graceNanos;
            case TERMINATED -> TERMINATION_NANOS;
            case KILLED -> KILL_NANOS;
            case NONE, ABANDONED -> Long.MAX_VALUE;
        };
    }

    /** The rung after this one. */
    public Rung next() {
        return switch (this) {
            case NONE -> ASKED;
            case ASKED -> TERMINATED;
            case TERMINATED -> KILLED;
            case KILLED, ABANDONED -> ABANDONED;
        };
    }

    /** Whether there is nothing left to be done but to wait. */
    public boolean isLast() {
        return this == KILLED || this == ABANDONED;
    }

    /** What it took, when what was to stop has stopped at this rung. */
    public Stop.By by() {
        return switch (this) {
            case NONE, ASKED -> Stop.By.REQUEST;
            case TERMINATED -> Stop.By.SIGTERM;
            case KILLED -> Stop.By.SIGKILL;
            case ABANDONED -> Stop.By.NOTHING;
        };
    }
}
