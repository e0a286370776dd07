package dev.spindle.coordinator.plot;

import org.jspecify.annotations.Nullable;

/** A picture cannot be made; the message says why, and what to do, in a line. */
public class PlotException extends Exception {
    private static final long serialVersionUID = 1L;

    PlotException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
