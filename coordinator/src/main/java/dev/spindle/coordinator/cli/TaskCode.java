package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.code.ShellCommand;
import dev.spindle.coordinator.journal.CodeVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code that jobs run, for a journal to know whether it is still the same.
 *
 * @param option what named it
 * @param text what it is beside files
 */
record TaskCode(String option, String text, List<Path> files) {
    /** Spindle's own tasks, and those in a user's jars, folders and sources, or the program {@code main}. */
    static TaskCode of(List<Path> files, @Nullable String main) {
        return new TaskCode("--jar", main == null ? "" : "main " + main, files);
    }

    /** Those of workers in any language: the words that start these, and the files among the words. */
    static TaskCode of(ShellCommand command) {
        return new TaskCode("--worker-command", command.text(), command.files());
    }

    /** The same exactly when the code is, and Spindle's version. */
    String version() {
        try {
            return CodeVersion.of(text.isEmpty() ? Version.number() : Version.number() + "\0" + text, files);
        } catch (IOException e) {
            throw CommandException.usage(option + ": cannot read " + e.getMessage());
        }
    }
}
