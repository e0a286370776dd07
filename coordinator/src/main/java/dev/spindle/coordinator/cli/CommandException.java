package dev.spindle.coordinator.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with one line for people and an exit status. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private CommandException(int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    static CommandException usage(String message) {
        return new CommandException(ExitStatus.USAGE, message, null);
    }

    /** What was asked for cannot be had; nothing is wrong with the words. */
    static CommandException refused(String message) {
        return new CommandException(ExitStatus.NOT_ALL_OK, message, null);
    }

    static CommandException cannotWork(String message, @Nullable Throwable cause) {
        return new CommandException(ExitStatus.CANNOT_WORK, message, cause);
    }

    int status() {
        return status;
    }
}
