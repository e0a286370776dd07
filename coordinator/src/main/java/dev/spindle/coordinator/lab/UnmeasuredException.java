package dev.spindle.coordinator.lab;

import org.jspecify.annotations.Nullable;

/** An experiment came to no result; the message says why, in a line. */
public final class UnmeasuredException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnmeasuredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
