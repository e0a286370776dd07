package dev.spindle.coordinator.report;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why jobs did not end ok, those of one cause together: the same status and type, and a message that differs in its numbers at most. Where a
 * type has more messages than can be read, the type is the cause; its memory is bounded whatever the messages are. For one thread.
 */
public final class Failures implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_MESSAGE = 200;
    private static final int MESSAGES_OF_A_TYPE = 8;
    private static final int TYPES = 64;
    private static final Kind FURTHER = new Kind("not ok", "further types");
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]+|@[0-9a-f]+|\\d+");
    private static final String ANY = "";

    private final Map<Kind, Map<String, Group>> groups = new HashMap<>();

    private record Kind(String status, String type) implements Serializable {}

    /**
     * Jobs that ended alike.
     *
     * @param status as result lines say it
     * @param type as result lines say it
     * @param message the first one's, in one line, cut where it is long
     * @param messagesDiffer whether others have other messages
     * @param count how many jobs
     * @param line the first one's in the input
     */
    public record Group(String status, String type, String message, boolean messagesDiffer, long count, long line)
            implements Serializable {
        private Group with(Group other) {
            Group first = other.line < line ? other : this;
            return new Group(status, type, first.message, messagesDiffer, count + other.count, first.line);
        }

        private Group ofAnyMessage() {
            return new Group(status, type, message, true, count, line);
        }

        /** Type and message in a line, as in {@code java.lang.ArithmeticException: / by zero}. */
        public String reason() {
            String named = type.equals(status) ? "" : type;
            String said = messagesDiffer ? "messages differ, the first: " + message : message;
            return named + (named.isEmpty() || said.isEmpty() ? "" : ": ") + said;
        }
    }

    void add(String status, String type, @Nullable String message, long line) {
        String plain = message == null ? "" : cut(message, LONGEST_MESSAGE);
        add(new Group(status, cut(type, LONGEST_MESSAGE), plain, false, 1, line));
    }

    /** Those of {@code others}, as well. */
    void addAll(Failures others) {
        others.all().forEach(this::add);
    }

    private void add(Group group) {
        Kind kind = new Kind(group.status(), group.type());
        if (!groups.containsKey(kind) && groups.size() >= TYPES) {
            kind = FURTHER;
        }
        Map<String, Group> ofKind = groups.computeIfAbsent(kind, key -> new HashMap<>());
        boolean isCoarse = ofKind.containsKey(ANY) || group.messagesDiffer();
        String shape = isCoarse ? ANY : "=" + NUMBER.matcher(group.message()).replaceAll("#");
        Group added = new Group(kind.status(), kind.type(), group.message(), isCoarse, group.count(), group.line());
        ofKind.merge(shape, added, Group::with);
        if (ofKind.size() > MESSAGES_OF_A_TYPE || (isCoarse && ofKind.size() > 1)) {
            Group all = ofKind.values().stream()
                    .sorted(Comparator.comparingLong(Group::line))
                    .reduce(Group::with)
                    .orElseThrow()
                    .ofAnyMessage();
            ofKind.clear();
            ofKind.put(ANY, all);
        }
    }

    /** The most frequent first. */
    List<Group> all() {
        if (groups.isEmpty()) {
            return List.of();
        }
        List<Group> all = new ArrayList<>();
        groups.values().forEach(each -> all.addAll(each.values()));
        all.sort(Comparator.comparingLong(Group::count).reversed().thenComparingLong(Group::line));
        return List.copyOf(all);
    }

    /** In one line, without what a terminal would obey, and no longer than that. */
    static String cut(String text, int length) {
        int end = Math.min(text.length(), length);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder line = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            char character = text.charAt(i);
            line.append(Character.isISOControl(character) ? ' ' : character);
        }
        return end < text.length() ? line.append('…').toString() : line.toString();
    }
}
