package dev.spindle.coordinator.cli;

import dev.spindle.worker.tasks.Columns;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What stands behind a descriptor: on Linux, since Java's own console knows only of stdin and stdout together. */
final class Terminal {
    private static final int USUAL_COLUMNS = 80;
    private static final int PATIENCE_SECONDS = 1;
    private static final String ELLIPSIS = "…";

    private Terminal() {}

    /** Whether the descriptor is a terminal; false where there is no way to tell. */
    static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** How wide the terminal behind the descriptor is; 80 where it does not say. Takes some milliseconds. */
    static int columns(int descriptor) {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/proc/self/fd/" + descriptor))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return USUAL_COLUMNS;
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1)); // after the rows
            return columns > 0 ? columns : USUAL_COLUMNS;
        } catch (IOException | NumberFormatException e) {
            return USUAL_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_COLUMNS;
        }
    }

    /** {@code text}, cut where it would be wider than {@code columns}, which are 0 for no limit. */
    static String fitting(String text, int columns) {
        return columns == 0 || Columns.of(text) <= columns ? text : clipped(text, columns);
    }

    /** {@code text}, cut to {@code columns} with an ellipsis at its end. */
    static String clipped(String text, int columns) {
        int room = columns - Columns.of(ELLIPSIS);
        if (room < 0) {
            return "";
        }
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            room -= Columns.of(character);
            if (room < 0) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end) + ELLIPSIS;
    }
}
