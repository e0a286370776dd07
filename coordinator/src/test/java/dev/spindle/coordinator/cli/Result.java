package dev.spindle.coordinator.cli;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.Values;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A result line as a reader sees it.
 *
 * @param line the text of it all
 * @param fields the text as values
 */
public record Result(String line, Map<String, Object> fields) {
    @SuppressWarnings("unchecked") // a JSON object
    public static Result parse(String line) throws Exception {
        Map<String, Object> fields = (Map<String, Object>) Values.read(RawJson.of(line), Map.class);
        return new Result(line, Objects.requireNonNull(fields));
    }

    public long seq() {
        return number("seq");
    }

    /** Without reading the rest. */
    public static long seqOf(String line) {
        int from = "{\"seq\":".length();
        return Long.parseLong(line, from, line.indexOf(',', from), 10);
    }

    public String status() {
        return text("status");
    }

    public long number(String name) {
        return ((Number) field(name)).longValue();
    }

    public String text(String name) {
        return (String) field(name);
    }

    private Object field(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in " + line);
        }
        return value;
    }

    /** The result's very text; null when there is none. */
    public @Nullable String raw() {
        int from = line.indexOf("\"result\":");
        return from < 0 ? null : line.substring(from + "\"result\":".length(), line.lastIndexOf(",\"attempts\":"));
    }

    @SuppressWarnings("unchecked") // a JSON object
    public Map<String, Object> error() {
        return (Map<String, Object>) field("error");
    }

    public String message() {
        return String.valueOf(error().get("message"));
    }

    /** What two runs have in common. */
    public String essence() {
        return seq() + " " + status() + " " + raw();
    }
}
