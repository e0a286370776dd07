package dev.spindle.worker.runtime;

/** An option or a task that cannot be used. The message is one line for people. */
public final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
        super(message);
    }
}
