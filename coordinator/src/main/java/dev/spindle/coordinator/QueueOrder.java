package dev.spindle.coordinator;

/** In what order jobs that wait for a worker start. A job that must run again comes before others of its rank. */
public enum QueueOrder {
    /** As they were submitted; workers hold several short jobs at a time. */
    FIFO,
    /** The latest first. */
    LIFO,
    /** By {@link JobRequest#withPriority}, the highest first; those of one priority as they were submitted. */
    PRIORITY
}
