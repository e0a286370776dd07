package dev.spindle.coordinator;

import java.time.Duration;

/** The attempt took longer than its limit. */
public final class TaskTimeoutException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Duration limit;

    TaskTimeoutException(Duration limit) {
        super("no result within " + limit.toMillis() + " ms");
        this.limit = limit;
    }

    /** What is known of it. */
    public Duration limit() {
        return limit;
    }
}
