package dev.spindle.coordinator.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an experiment found. Immutable and thread-safe, as long as nobody changes the fields of the rows.
 *
 * @param experiment its name
 * @param question what it asked
 * @param host where
 * @param quick whether it was content with less
 * @param method how it went: JSON fields of the experiment's own
 * @param rows what was measured, as JSON objects
 * @param table the same for people
 * @param caption what the table's columns say
 * @param conclusion sentences that follow from the rows
 */
public record Findings(
        String experiment,
        String question,
        Host host,
        boolean quick,
        Map<String, Object> method,
        List<Map<String, Object>> rows,
        Table table,
        String caption,
        List<String> conclusion) {
    private static final int WIDTH = 80;

    /** For people, in lines of at most 80 columns; each ends with a newline. */
    public String text() {
        return Table.wrapped(question + " Measured on " + host + (quick ? "; quick, so rough." : "."), WIDTH) + "\n"
                + table.text(WIDTH) + "\n"
                + Table.wrapped(caption, WIDTH) + "\n"
                + Table.wrapped(String.join(" ", conclusion), WIDTH);
    }

    /**
     * For programs, one JSON object: {@code experiment}, {@code question}, {@code machine} ({@code cpus}, {@code model}, {@code jvm},
     * {@code os}), {@code quick}, the fields of the method, {@code rows}, {@code conclusion} (sentences).
     */
    public Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("experiment", experiment);
        fields.put("question", question);
        fields.put("machine", host.json());
        fields.put("quick", quick);
        fields.putAll(method);
        fields.put("rows", rows);
        fields.put("conclusion", conclusion);
        return fields;
    }
}
