package dev.spindle.coordinator.lab;

import java.util.List;

/** What sentences are made of. */
public final class Prose {
    private Prose() {}

    /** {@code a}, {@code a and b}, {@code a, b and c}; nothing for no words. */
    public static String listed(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** {@code from to to}, or once where they read the same. */
    public static String range(String from, String to) {
        return from.equals(to) ? from : from + " to " + to;
    }
}
