package dev.spindle.coordinator;

/** After what an attempt is made again, as long as retries are left. */
public enum RetryOn {
    /** The worker died while the job ran. */
    LOST,
    /** The time limit passed. */
    TIMEOUT,
    /** The task threw, or its input or result was unusable. */
    FAILED
}
