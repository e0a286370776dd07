package dev.spindle.coordinator.lines;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.JsonStrings;
import dev.spindle.protocol.codec.JsonSyntaxException;
import dev.spindle.protocol.codec.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the input as jobs. What is wrong with a line becomes that line's result and harms no other. */
public final class JobLines implements Closeable {
    /** How a line says its job. */
    public enum Format {
        /** An object with task and input, or with a task given the input alone: one JSON value a line. */
        JSON,
        /** Plain text. */
        TEXT
    }

    private static final long COUNTING_NANOS = 5_000_000_000L;

    private static final Set<String> MEMBERS = Set.of("task", "input", "id", "timeout", "priority");

    private final InputLines lines;
    private final Format format;
    private final @Nullable String task;
    private final int maxInputBytes;
    private final String capHint;
    private final Function<String, @Nullable String> taskProblem;
    private long place;
    private boolean hasPriorities;

    /**
     * @param task the task of every line; null when each names its own
     * @param maxInputBytes the longest input
     * @param capHint what to add where a line or an input is too long
     * @param taskProblem what is wrong with a task's name; null for nothing
     */
    public JobLines(
            InputLines lines,
            Format format,
            @Nullable String task,
            int maxInputBytes,
            String capHint,
            Function<String, @Nullable String> taskProblem) {
        this.lines = lines;
        this.format = format;
        this.task = task;
        this.maxInputBytes = maxInputBytes;
        this.capHint = capHint;
        this.taskProblem = taskProblem;
    }

    /** The next line that gets a result, or null at the end. */
    @Nullable
    public Line next() throws IOException {
        while (lines.next()) {
            if (lines.overCap() != null) {
                return invalid(null, 0, lines.overCap() + capHint);
            }
            if (format == Format.TEXT || !lines.isBlank()) {
                return parse();
            }
        }
        return null;
    }

    /** Goes on to the next line that gets a result, without a look into it; false at the end. */
    public boolean nextUnread() throws IOException {
        while (lines.next()) {
            if (hasResult()) {
                return true;
            }
        }
        return false;
    }

    /** The number of the line that was gone on to last. */
    public long number() {
        return lines.number();
    }

    /** After {@link #nextUnread}, how many bytes the line has. */
    public int length() {
        return lines.length();
    }

    /** After {@link #nextUnread}, writes the line without its end. */
    public void copyTo(ByteArrayOutputStream out) {
        out.write(lines.bytes(), lines.offset(), lines.length());
    }

    /** After {@link #nextUnread}, what is wrong with a line that is too long to be read; null when it is not. */
    public @Nullable Line overlong() {
        return lines.overCap() == null ? null : invalid(null, 0, lines.overCap() + capHint);
    }

    private boolean hasResult() {
        return lines.overCap() != null || format == Format.TEXT || !lines.isBlank();
    }

    /** Whether {@link #next} may have to wait for more of the input to come; the line that was gone on to last is not there any more then. */
    public boolean mayWait() throws IOException {
        return lines.mayWait();
    }

    /**
     * Passes over the rest of the input; returns how many lines of it would get a result, or -1 when it cannot be read in a few seconds. An
     * input that pauses makes this wait.
     */
    public long countRest() {
        long end = System.nanoTime() + COUNTING_NANOS;
        try {
            long count = 0;
            while (nextUnread()) {
                count++;
                if (System.nanoTime() >= end) {
                    return -1;
                }
            }
            return count;
        } catch (IOException e) {
            return -1;
        }
    }

    private Line parse() {
        try {
            if (format == Format.TEXT) {
                return job(null, task, JsonStrings.quoted(lines.bytes(), lines.offset(), lines.length()));
            }
            return task == null
                    ? object()
                    : job(null, task, JsonText.check(lines.bytes(), lines.offset(), lines.length()));
        } catch (JsonSyntaxException e) {
            return invalid(null, e.offset(), String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return invalid(null, 0, InputLines.tooLongForMemory(lines.length()));
        }
    }

    private Line object() throws JsonSyntaxException {
        Map<String, RawJson> members = JsonText.members(lines.bytes(), lines.offset(), lines.length(), MEMBERS);
        if (members == null) {
            return invalid(
                    null,
                    0,
                    "a job is an object such as {\"task\":\"prime\",\"input\":7}; for bare inputs name the task with -t");
        }
        RawJson id = members.get("id");
        if (id != null && JsonText.string(id) == null) {
            return invalid(null, 0, "the id must be a string, not " + excerpt(id));
        }
        RawJson named = members.get("task");
        String name = named == null ? null : JsonText.string(named);
        if (name == null) {
            return invalid(
                    id, 0, named == null ? "a job without a task" : "the task must be a string, not " + excerpt(named));
        }
        String problem = taskProblem.apply(name);
        if (problem != null) {
            return invalid(id, 0, problem);
        }
        RawJson rank = members.get("priority");
        Integer priority = rank == null ? Integer.valueOf(0) : integer(rank);
        if (rank != null && priority == null) {
            return invalid(id, 0, "the priority must be an integer such as 5 or -1, not " + excerpt(rank));
        }
        Duration timeout = null;
        RawJson limit = members.get("timeout");
        if (limit != null) {
            try {
                timeout = Durations.of(String.valueOf(JsonText.string(limit)));
                if (timeout.isZero()) {
                    return invalid(id, 0, "the timeout must be longer than nothing, not " + excerpt(limit));
                }
            } catch (IllegalArgumentException e) {
                return invalid(
                        id, 0, "the timeout must be a string such as \"500ms\" or \"30s\", not " + excerpt(limit));
            }
        }
        hasPriorities |= rank != null;
        return job(id, name, members.getOrDefault("input", RawJson.NULL), timeout, priority == null ? 0 : priority);
    }

    private static @Nullable Integer integer(RawJson value) {
        try {
            return Integer.valueOf(value.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether a line so far said what priority it has. */
    public boolean hasPriorities() {
        return hasPriorities;
    }

    private Line job(@Nullable RawJson id, @Nullable String name, RawJson input) {
        return job(id, name, input, null, 0);
    }

    private Line job(
            @Nullable RawJson id, @Nullable String name, RawJson input, @Nullable Duration timeout, int priority) {
        if (input.length() > maxInputBytes) {
            return invalid(
                    id, 0, "the input has " + input.length() + " bytes, over the cap of " + maxInputBytes + capHint);
        }
        return new Line(lines.number(), place++, id, name, input, timeout, priority, null);
    }

    private Line invalid(@Nullable RawJson id, int offset, @Nullable String problem) {
        String where = "line " + lines.number() + ", column " + lines.column(offset) + ": ";
        return Line.invalid(lines.number(), place++, id, where + problem);
    }

    private static String excerpt(RawJson value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
