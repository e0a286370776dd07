package dev.spindle.coordinator.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where results go: text in UTF-8, whatever the locale. */
final class Stdout {
    /** What to say when it takes no more. */
    static final String GONE = "cannot write to stdout, its reader is gone or the disk full";

    private Stdout() {}

    /** Writes {@code text} as it is. */
    static void print(String text) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(text);
        if (out.checkError()) {
            throw CommandException.cannotWork(GONE, null);
        }
    }

    /** Writes a line for each name, with its description in a column of its own. */
    static void list(Map<String, String> descriptions) {
        int width =
                descriptions.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder lines = new StringBuilder();
        descriptions.forEach((name, description) -> lines.append(
                        (name + " ".repeat(width - name.length()) + "  " + description).strip())
                .append('\n'));
        print(lines.toString());
    }
}
