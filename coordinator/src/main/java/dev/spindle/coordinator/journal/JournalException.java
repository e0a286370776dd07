package dev.spindle.coordinator.journal;

/** A journal that cannot be used as it is; the message names the file and the place, and says what can be done. */
public final class JournalException extends Exception {
    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }
}
