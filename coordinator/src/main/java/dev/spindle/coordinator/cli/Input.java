package dev.spindle.coordinator.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines come from.
 *
 * @param name a file's, or {@code -} for stdin
 */
record Input(String name, JobLines.Format format, char delimiter) {
    /** The file; null for stdin. */
    @Nullable
    Path file() {
        return name.equals("-") ? null : Path.of(name);
    }

    /** Opens it; what cannot be read is wrong usage. */
    JobLines open(
            @Nullable String task,
            int maxLineBytes,
            int maxInputBytes,
            Function<String, @Nullable String> taskProblem) {
        return new JobLines(
                new InputLines(stream(), delimiter, maxLineBytes), format, task, maxInputBytes, taskProblem);
    }

    private InputStream stream() {
        Path file = file();
        if (file == null) {
            return new FileInputStream(FileDescriptor.in);
        }
        if (Files.isDirectory(file)) {
            throw CommandException.usage(file + " is a folder; the input is a file of lines");
        }
        try {
            return new FileInputStream(file.toFile());
        } catch (IOException e) {
            throw CommandException.usage("cannot read the input: " + e.getMessage());
        }
    }
}
