package dev.spindle.coordinator.code;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command as people type it, for {@code /bin/sh}.
 *
 * @param text what was typed
 */
public record ShellCommand(String text) {
    /** A program with its arguments, behind variables for it: nothing that the shell has to stay for, and no word of its own. */
    private static final Pattern SIMPLE = Pattern.compile("\\s*((?:\\w+=[^\\s;&|()'\"\\\\]*\\s+)*)"
            + "(?!(?:exec|eval|exit|command|\\.|!|\\{)\\s)([^\\s;&|()=]+(?:[ \t][^;&|()\n]*)?)");

    /** A word, bare or in quotes. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\";|&<>()]+)");

    /** One that needs no quotes. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\w@%+=:,./-]+");

    /** The text as one word for the shell. */
    public static String quoted(Object text) {
        String word = text.toString();
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** The command line that has these words behind {@code spindle}. */
    public static String spindle(List<String> words) {
        StringBuilder command = new StringBuilder("spindle");
        for (String word : words) {
            command.append(' ').append(quoted(word));
        }
        return command.toString();
    }

    /**
     * The words that run it. Where the shell has nothing else to do, the program takes its place: so that the process which is weighed and
     * stopped is the program, also where a shell would stay and wait for it.
     */
    public List<String> words() {
        Matcher simple = SIMPLE.matcher(text);
        return List.of("/bin/sh", "-c", simple.matches() ? simple.group(1) + "exec " + simple.group(2) : text);
    }

    /** The files that it names, as seen from here, such as a script. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            for (int group = 1; group <= words.groupCount(); group++) {
                String word = words.group(group);
                if (word != null && isFile(word)) {
                    files.add(Path.of(word));
                }
            }
        }
        return files;
    }

    private static boolean isFile(String word) {
        try {
            return Files.isRegularFile(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
