package dev.spindle.coordinator.cli;

import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the summary for programs goes.
 *
 * @param file null for nowhere
 */
record SummaryFile(@Nullable Path file) {
    /** Before the jobs run, not after: they may take long. */
    void check() {
        if (file != null) {
            try {
                new FileOutputStream(file.toFile(), true).close();
            } catch (IOException e) {
                throw CommandException.cannotWork("cannot write the summary: " + e.getMessage(), e);
            }
        }
    }

    /** Returns why it could not be written, or null. */
    @Nullable
    String write(Map<String, Object> fields) {
        if (file == null) {
            return null;
        }
        try (OutputStream out = new FileOutputStream(file.toFile())) {
            out.write((Values.write(fields) + "\n").getBytes(StandardCharsets.UTF_8));
            return null;
        } catch (IOException | ValueException e) {
            return "cannot write the summary " + file + ": " + e.getMessage();
        }
    }
}
