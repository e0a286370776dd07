package dev.spindle.worker.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentence about a task that is not there, which names those that may have been meant. */
public final class UnknownTask {
    /** Longer lists are no help in an error message. */
    private static final int MAX_LISTED = 24;

    private static final int LONGEST_NAME = 100;

    private UnknownTask() {}

    /** One line about {@code wanted}, where there is only {@code known}. */
    public static String message(String wanted, List<String> known) {
        if (wanted.length() > LONGEST_NAME) {
            return message(wanted.substring(0, LONGEST_NAME), known);
        }
        List<String> near = nearest(wanted, known);
        StringBuilder text = new StringBuilder("no task \"").append(wanted).append('"');
        if (!near.isEmpty()) {
            text.append("; did you mean \"")
                    .append(String.join("\" or \"", near))
                    .append("\"?");
        }
        List<String> others = new ArrayList<>(known);
        others.removeAll(near);
        if (known.isEmpty()) {
            text.append("; there is none at all");
        } else if (!others.isEmpty() && others.size() <= MAX_LISTED) {
            text.append(near.isEmpty() ? "; there is: " : " There is also: ").append(String.join(", ", others));
        }
        return text.toString();
    }

    /** Those names that are the fewest edits away, if these are few for the word's length. */
    private static List<String> nearest(String wanted, List<String> known) {
        List<String> near = new ArrayList<>();
        int fewest = Math.max(1, wanted.length() / 3);
        for (String name : known) {
            int edits = edits(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                near.clear();
                fewest = edits;
            }
            if (edits == fewest) {
                near.add(name);
            }
        }
        return near;
    }

    /** How many insertions, deletions and replacements of a character lead from one word to the other. */
    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[to.length()];
    }
}
