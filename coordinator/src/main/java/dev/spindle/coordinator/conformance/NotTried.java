package dev.spindle.coordinator.conformance;

/** The worker does not announce what a check needs, which no worker must. */
final class NotTried extends Exception {
    private static final long serialVersionUID = 1L;

    NotTried(String why) {
        super(why, null, false, false);
    }
}
