package dev.spindle.coordinator.dispatch;

/** Where a job is. */
public enum JobState {
    QUEUED,
    /** With a worker: running there, or next in its window. */
    SENT,
    /** With a worker that was asked to stop it. */
    CANCELLING,
    /** With a worker that was asked to stop it because its time was over. */
    OVERRUN,
    DONE
}
