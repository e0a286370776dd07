package dev.spindle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A part of the report.
 *
 * @param name for files
 * @param columns of a table; the first is text
 * @param notes sentences below it
 * @param data the same for programs, to be written as JSON
 * @param charts SVG by the end of their files' names
 */
record Section(
        String name,
        String title,
        List<String> columns,
        List<List<String>> rows,
        List<String> notes,
        Object data,
        Map<String, String> charts) {

    String markdown() {
        StringBuilder text = new StringBuilder("## " + title + "\n\n");
        row(text, columns);
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            rule.add(i == 0 ? "---" : "---:");
        }
        row(text, rule);
        rows.forEach(row -> row(text, row));
        for (String note : notes) {
            text.append('\n').append(note).append('\n');
        }
        return text.append('\n').toString();
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
