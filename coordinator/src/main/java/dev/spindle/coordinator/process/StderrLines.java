package dev.spindle.coordinator.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads a worker's stderr to its end, line by line, and keeps the first and the last lines for the report of its death. */
final class StderrLines {
    /** A longer line is cut into pieces of this many characters. */
    private static final int MAX_LINE_CHARS = 8192;

    private static final int FIRST_LINES = 3;
    private static final int LAST_LINES = 20;
    private static final int KEPT_LINE_CHARS = 400;

    private final Consumer<String> listener;
    private final List<String> first = new ArrayList<>();
    private final ArrayDeque<String> last = new ArrayDeque<>();

    StderrLines(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Returns at the end of the stream. */
    void readAll(InputStream stderr) {
        char[] chars = new char[MAX_LINE_CHARS];
        StringBuilder line = new StringBuilder();
        try (Reader reader = new InputStreamReader(stderr, StandardCharsets.UTF_8)) {
            for (int read = reader.read(chars); read >= 0; read = reader.read(chars)) {
                for (int i = 0; i < read; i++) {
                    if (chars[i] == '\n') {
                        take(line);
                    } else if (chars[i] != '\r') {
                        line.append(chars[i]);
                        if (line.length() == MAX_LINE_CHARS) {
                            take(line);
                        }
                    }
                }
            }
        } catch (IOException closedWhenTheProcessEnded) {
            // what was read is told
        }
        if (!line.isEmpty()) {
            take(line);
        }
    }

    private void take(StringBuilder line) {
        String text = line.toString();
        line.setLength(0);
        String kept = text.length() > KEPT_LINE_CHARS ? text.substring(0, KEPT_LINE_CHARS) + "…" : text;
        synchronized (last) {
            if (first.size() < FIRST_LINES) {
                first.add(kept);
            }
            if (last.size() == LAST_LINES) {
                last.removeFirst();
            }
            last.addLast(kept);
        }
        listener.accept(text);
    }

    /** The first lines: what keeps a JVM from starting stands there, whatever it says afterwards. */
    List<String> first() {
        synchronized (last) {
            return List.copyOf(first);
        }
    }

    /** The last lines so far, oldest first. */
    List<String> last() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }
}
