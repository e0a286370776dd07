package dev.spindle.coordinator.cli;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line of {@code run} that holds the usual and nothing else: the options used most, each once, in their plain form. Of
 * whatever is otherwise, or wrong, it says nothing, and picocli reads it, which knows all forms and has words for all mistakes: a cold JVM
 * needs 100 to 200 ms for that.
 */
final class UsualWords {
    private static final Map<String, String> LONG_NAMES = Map.of(
            "-t",
            "--task",
            "-o",
            "--output",
            "-j",
            "--workers",
            "-k",
            "--keep-order",
            "-0",
            "--null",
            "-q",
            "--quiet",
            "-v",
            "--verbose");

    private final RunCommand command = new RunCommand();
    private final Set<String> seen = new HashSet<>();

    private UsualWords() {}

    /** The command as picocli would have set it; null when it is picocli's to read. */
    static @Nullable RunCommand read(String... words) {
        if (words.length == 0 || !words[0].equals("run")) {
            return null;
        }
        UsualWords usual = new UsualWords();
        for (int i = 1; i < words.length; i++) {
            String next = i + 1 < words.length ? words[i + 1] : "";
            int taken = usual.take(words[i], next);
            if (taken == 0) {
                return null;
            }
            i += taken - 1;
        }
        usual.command.setWords(words);
        return usual.command;
    }

    /** Returns how many of the two it took. */
    private int take(String word, String next) {
        if (isValue(word)) {
            command.setInput(word);
            return seen.add("INPUT") ? 1 : 0;
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String option = LONG_NAMES.getOrDefault(name, name);
        if (!option.startsWith("--") || !seen.add(option)) {
            return 0;
        }
        if (equals >= 0) {
            String value = word.substring(equals + 1);
            return !value.isEmpty() && command.set(option, value) ? 1 : 0;
        }
        if (command.set(option)) {
            return 1;
        }
        return isValue(next) && command.set(option, next) ? 2 : 0;
    }

    private static boolean isValue(String word) {
        return word.equals("-") || (!word.isEmpty() && word.charAt(0) != '-');
    }
}
