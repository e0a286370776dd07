package dev.spindle.coordinator.dispatch;

/** Where a worker is in its life. */
public enum WorkerState {
    /** Its process was asked for and has not introduced itself. */
    STARTING,
    /** Ready to take the place of another that has not left it yet. */
    RESERVE,
    IDLE,
    BUSY,
    /** Finishes what it has and gets nothing more. */
    DRAINING,
    /** Was told to leave, or is being ended. */
    STOPPING,
    EXITED;

    /** Whether the next state may be {@code next}. */
    public boolean canBecome(WorkerState next) {
        return switch (this) {
            case STARTING -> next == RESERVE || next == IDLE || next == STOPPING || next == EXITED;
            case RESERVE -> next == IDLE || next == STOPPING || next == EXITED;
            case IDLE -> next == BUSY || next == STOPPING || next == EXITED;
            case BUSY -> next == IDLE || next == DRAINING || next == STOPPING || next == EXITED;
            case DRAINING -> next == STOPPING || next == EXITED;
            case STOPPING -> next == EXITED;
            case EXITED -> false;
        };
    }
}
