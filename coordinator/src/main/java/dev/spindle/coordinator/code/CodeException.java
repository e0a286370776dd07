package dev.spindle.coordinator.code;

import java.util.List;

/** A user's code cannot be used. The message is one line; what a compiler had to say on it may be many. */
public final class CodeException extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> details;

    CodeException(String message) {
        this(message, List.of());
    }

    CodeException(String message, List<String> details) {
        super(message);
        this.details = List.copyOf(details);
    }

    /** To be shown as they are, before the message; none, as a rule. */
    public List<String> details() {
        return details;
    }
}
