package dev.spindle.coordinator.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file that a JVM writes when it crashes ({@code hs_err_PID.log}). */
final class CrashReport {
    private static final int HEADER_LINES = 20;

    private CrashReport() {}

    /** What the crash was, in a line, from the report of {@code process} in {@code folder}, which is deleted; null when there is none. */
    static @Nullable String digest(Path folder, @Nullable Process process) {
        if (process == null) {
            return null;
        }
        Path file = folder.resolve("hs_err_" + process.pid() + ".log");
        if (!Files.exists(file)) {
            return null;
        }
        String digest = "see its stderr";
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (int i = 0; i < HEADER_LINES; i++) {
                String line = reader.readLine();
                if (line == null) {
                    break;
                }
                String text = line.startsWith("#") ? line.substring(1).trim() : "";
                if (text.startsWith("SIG") || text.contains("Error (") || text.contains("insufficient memory")) {
                    digest = text;
                    break;
                }
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return digest;
        }
        return digest;
    }
}
