package dev.spindle.coordinator.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the result lines go.
 *
 * @param file null for stdout
 */
record Output(@Nullable Path file) {
    /** Opens it, written from its start; what cannot be written ends the run before it begins. */
    OutputStream open(Input input) {
        if (file == null) {
            return new FileOutputStream(FileDescriptor.out);
        }
        try {
            if (Files.isRegularFile(file) && input.isFrom(file)) {
                throw CommandException.usage("-o: the output " + file + " is the input; name another file");
            }
            return new FileOutputStream(file.toFile());
        } catch (IOException e) {
            throw CommandException.cannotWork("cannot write the output: " + e.getMessage(), e);
        }
    }

    /** What to say before the reason when it takes no more. */
    String problem() {
        return file == null ? Stdout.GONE + ": " : "cannot write " + file + ": ";
    }
}
