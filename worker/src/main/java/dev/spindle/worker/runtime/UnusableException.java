package dev.spindle.worker.runtime;

/** An option or a task that cannot be used, or a thread that cannot be started. The message is one line for people. */
public final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
        super(message);
    }
}
