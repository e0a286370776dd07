package dev.spindle.coordinator.lab;

import dev.spindle.coordinator.plot.Chart;
import dev.spindle.coordinator.plot.Page;
import java.util.ArrayList;
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
 * @param notes what had to be left out
 * @param method how it went: JSON fields of the experiment's own
 * @param rows what was measured, as JSON objects
 * @param table the same for people
 * @param caption what the table's columns say
 * @param conclusion sentences that follow from what was measured
 * @param charts the same as pictures
 */
public record Findings(
        String experiment,
        String question,
        Host host,
        boolean quick,
        List<String> notes,
        Map<String, Object> method,
        List<Map<String, Object>> rows,
        Table table,
        String caption,
        List<String> conclusion,
        List<Chart> charts) {
    private static final int WIDTH = 80;

    /** Of {@code experiment}, here. */
    public static Findings of(
            Experiment experiment,
            String question,
            Setting setting,
            Map<String, Object> method,
            List<Map<String, Object>> rows,
            Table table,
            String caption,
            List<String> conclusion,
            List<Chart> charts) {
        return new Findings(
                experiment.name(),
                question,
                Host.here(),
                setting.quick(),
                setting.notes(),
                method,
                rows,
                table,
                caption,
                conclusion,
                charts);
    }

    /** For people, in lines of at most 80 columns; each ends with a newline. */
    public String text() {
        return Table.wrapped(question + " " + circumstances(), WIDTH) + "\n"
                + table.text(WIDTH) + "\n"
                + Table.wrapped(caption, WIDTH) + "\n"
                + Table.wrapped(String.join(" ", conclusion), WIDTH);
    }

    private String circumstances() {
        return "Measured on " + host + (quick ? "; quick, so rough." : ".");
    }

    /**
     * For programs, one JSON object: {@code experiment}, {@code question}, {@code machine} ({@code cpus}, {@code model}, {@code jvm},
     * {@code os}), {@code quick}, {@code notes}, the fields of the method, {@code rows}, {@code conclusion} (sentences).
     */
    public Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("experiment", experiment);
        fields.put("question", question);
        fields.put("machine", host.json());
        fields.put("quick", quick);
        fields.put("notes", notes);
        fields.putAll(method);
        fields.put("rows", rows);
        fields.put("conclusion", conclusion);
        return fields;
    }

    /** For a picture's file. */
    public Page page() {
        List<String> remarks = new ArrayList<>(List.of(circumstances()));
        notes.forEach(note -> remarks.add(note + "."));
        return new Page(
                "spindle lab " + experiment,
                question,
                String.join(" ", remarks),
                charts,
                table.head(),
                table.rows(),
                caption,
                conclusion);
    }
}
