package dev.spindle.protocol.codec;

import org.jspecify.annotations.Nullable;

/** A value that cannot be written as JSON, or JSON that is no value of the type asked for. */
public final class ValueException extends Exception {
    private static final long serialVersionUID = 1L;

    ValueException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
