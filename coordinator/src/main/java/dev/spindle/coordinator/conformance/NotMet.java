package dev.spindle.coordinator.conformance;

/** The worker did something else than the protocol says. */
final class NotMet extends Exception {
    private static final long serialVersionUID = 1L;

    NotMet(String expected, String came) {
        super("expected " + expected + ", but " + came, null, false, false);
    }
}
