package dev.spindle.coordinator.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One record of a journal as it is read: {@code CHECKSUM {"KIND":…,…}}. Its checksum has said that it is as we wrote it, so its parts are
 * found by where they stand; only what tells the job and the attempt is looked at, a result may be long.
 */
public final class JournalRecord {
    /** What a record tells. */
    enum Kind {
        /** A run begins, or goes on. */
        RUN,
        /** An attempt is about to be sent. */
        BEGIN,
        /** It is over without an outcome. */
        AGAIN,
        /** The job has its outcome. */
        END,
        /** The run came to an orderly end. */
        CLOSE;

        private final String start = "{\"" + name().toLowerCase(Locale.ROOT) + "\":";
    }

    private static final Kind[] KINDS = Kind.values();
    /** Before it stand all fields but those of an outcome. */
    private static final int HEAD = 400;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final long place;
    private final Kind kind;

    private JournalRecord(byte[] bytes, int from, int to, long place, Kind kind) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.place = place;
        this.kind = kind;
    }

    /**
     * What stands in a line of the journal; null when that is no whole record.
     *
     * @param to where the line ends, before its newline
     * @param place of the line in the file, in bytes
     */
    static @Nullable JournalRecord of(byte[] bytes, int from, int to, long place) {
        int json = from + Checksum.LENGTH + 1;
        if (json >= to || bytes[json - 1] != ' ' || !Checksum.matches(bytes, from, json, to)) {
            return null;
        }
        for (Kind kind : KINDS) {
            if (startsWith(kind.start, bytes, json, to)) {
                return new JournalRecord(bytes, json, to, place, kind);
            }
        }
        return null;
    }

    private static boolean startsWith(String start, byte[] bytes, int from, int to) {
        if (to - from < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (bytes[from + i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    /** Of its line in the file. */
    long place() {
        return place;
    }

    /** The job it is about. */
    JobKey key() {
        return JobKey.parse(bytes, from + kind.start.length() + 1);
    }

    /** The whole number that is called {@code name}; -1 when there is none. */
    long number(String name) {
        int at = after("\"" + name + "\":");
        long value = -1;
        for (int i = at; at >= 0 && i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            value = Math.max(0, value) * 10 + bytes[i] - '0';
        }
        return value;
    }

    /** The string of plain characters that is called {@code name}; empty when there is none. */
    String text(String name) {
        int at = after("\"" + name + "\":\"");
        int end = at;
        while (at >= 0 && end < to && bytes[end] != '"') {
            end++;
        }
        return at < 0 ? "" : new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }

    /** Where the first {@code what} near the record's start ends; -1 when there is none. */
    private int after(String what) {
        int last = Math.min(to, from + HEAD) - what.length();
        for (int i = from; i <= last; i++) {
            if (bytes[i] == what.charAt(0) && startsWith(what, bytes, i, to)) {
                return i + what.length();
            }
        }
        return -1;
    }

    /** Its JSON from the comma before {@code "status"} on: how the job ended. */
    byte[] outcome() {
        int at = Math.max(from, after(",\"status\":") - ",\"status\":".length());
        return Arrays.copyOfRange(bytes, at, to);
    }

    /** Its JSON. */
    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
