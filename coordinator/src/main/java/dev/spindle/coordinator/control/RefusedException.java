package dev.spindle.coordinator.control;

/** What was asked of a run cannot be done; the message says why, in a line. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public RefusedException(String why) {
        super(why);
    }
}
