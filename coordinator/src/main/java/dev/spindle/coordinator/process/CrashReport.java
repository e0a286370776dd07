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
        return Files.exists(file) ? digest(file) : null;
    }

    /** What {@code file}, which is deleted, says of the crash, and where it happened, so far as it got to say it. */
    static String digest(Path file) {
        String what = "";
        String where = "";
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String above = "";
            for (int i = 0; i < HEADER_LINES && where.isEmpty(); i++) {
                String line = reader.readLine();
                if (line == null) {
                    break;
                }
                String text = line.startsWith("#") ? line.substring(1).trim() : "";
                if (above.equals("Problematic frame:") && !text.isEmpty()) {
                    where = text;
                } else if (what.isEmpty() && isWhat(text)) {
                    what = text;
                } else if (above.equals(what) && above.contains("Internal Error (") && !text.isEmpty()) {
                    what += ": " + text; // which of its own expectations the JVM found wrong
                }
                above = text;
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // what was read of it is told
        }
        String digest = what.isEmpty() ? "see its stderr" : what;
        return where.isEmpty() ? digest : digest + "; in " + where;
    }

    private static boolean isWhat(String text) {
        return text.startsWith("SIG") || text.contains("Error (") || text.contains("insufficient memory");
    }
}
