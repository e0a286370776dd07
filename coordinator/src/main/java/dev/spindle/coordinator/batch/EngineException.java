package dev.spindle.coordinator.batch;

import org.jspecify.annotations.Nullable;

/** There is no engine to be had; the message says why, in one line. */
public final class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    public EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
