package dev.spindle.coordinator.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small text that the kernel makes up when it is read, as those in {@code /proc} are. Read with the plain means of old, which a cold JVM
 * has at hand sooner than paths and patterns.
 */
final class KernelFile {
    private static final int MOST_OFTEN_ENOUGH = 4096;

    private KernelFile() {}

    /** All of it, a character for a byte; null when it cannot be read, as when its process is gone. */
    static @Nullable String read(File file) {
        try (InputStream in = new FileInputStream(file)) {
            byte[] bytes = new byte[MOST_OFTEN_ENOUGH];
            int length = 0;
            for (int count = in.read(bytes); count > 0; count = in.read(bytes, length, bytes.length - length)) {
                length += count;
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * length);
                }
            }
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * The number behind {@code key} at the beginning of a line of {@code text}, blanks between them skipped; -1 when there is none.
     */
    static long number(@Nullable String text, String key) {
        if (text == null) {
            return -1;
        }
        int begin = text.startsWith(key) ? 0 : text.indexOf("\n" + key) + 1;
        if (begin == 0 && !text.startsWith(key)) {
            return -1;
        }
        begin += key.length();
        while (begin < text.length() && (text.charAt(begin) == ' ' || text.charAt(begin) == '\t')) {
            begin++;
        }
        int end = begin;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end == begin ? -1 : Long.parseLong(text, begin, end, 10);
    }
}
