package dev.spindle.coordinator.conformance;

/** The command starts no program at all: there is nothing to check. */
public final class CannotStartException extends Exception {
    private static final long serialVersionUID = 1L;

    CannotStartException(String why) {
        super(why, null, false, false);
    }
}
