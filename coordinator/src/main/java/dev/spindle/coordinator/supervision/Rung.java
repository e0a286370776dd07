package dev.spindle.coordinator.supervision;

/** How far a worker has been pushed to stop what it does: each step follows when the one before had no effect in time. */
public enum Rung {
    /** Nobody wants it to stop. */
    NONE,
    /** Asked by a message. */
    ASKED,
    /** SIGTERM to its whole process tree. */
    TERMINATED,
    /** SIGKILL to its whole process tree. */
    KILLED;

    /** How long SIGTERM may take before SIGKILL follows. */
    public static final long TERMINATION_NANOS = 300_000_000L;

    /** How long this rung may take before the next; {@link Long#MAX_VALUE} for ever. */
    public long patienceNanos(long graceNanos) {
        return switch (this) {
            case ASKED -> graceNanos;
            case TERMINATED -> TERMINATION_NANOS;
            case NONE, KILLED -> Long.MAX_VALUE;
        };
    }

    /** The rung after this one. */
    public Rung next() {
        return switch (this) {
            case NONE -> ASKED;
            case ASKED -> TERMINATED;
            case TERMINATED, KILLED -> KILLED;
        };
    }
}
