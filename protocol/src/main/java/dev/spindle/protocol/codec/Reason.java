package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** The reasons that exceptions give, in words for people: one short line that says nothing of a library's switches and types. */
final class Reason {
    private static final int MAX_CHARS = 300;
    private static final String TOO_DEEP = "Document nesting depth";

    private static final Pattern NOISE =
            Pattern.compile(" \\((start marker|for \\w+ starting) at \\[Source[^\\]]*\\]\\)"
                    + "|, from `[^`]*`"
                    + "|: enable `[^`]*` to allow"
                    + "|: add Module .*"
                    + "| \\((to avoid exception|or disable|not recognized as one since|token `)[^)]*\\)"
                    + "| \\(no delegate- or property-based Creator\\)"
                    + "| in null$");

    private static final Pattern CHARACTER = Pattern.compile("\\('(.)' \\(code [^)]*\\)\\)");

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+");

    private Reason() {}

    /** What a parser or generator says, without where. */
    static String of(JsonProcessingException e) {
        return of(e.getOriginalMessage());
    }

    /** The character as people can read it: one that moves a terminal's cursor, or breaks its line, by its number. */
    static String character(int codePoint) {
        String character = Character.toString(codePoint);
        return BREAKS.matcher(character).matches() ? String.format("U+%04X", codePoint) : character;
    }

    static String of(String message) {
        String line = BREAKS.matcher(message).replaceAll(" ").trim();
        if (line.startsWith(TOO_DEEP)) {
            return "nested deeper than " + Json.MAX_VALUE_DEPTH; // whatever the limit that was hit had room for besides
        }
        String quiet = CHARACTER.matcher(NOISE.matcher(line).replaceAll("")).replaceAll("'$1'");
        return quiet.length() <= MAX_CHARS ? quiet : quiet.substring(0, MAX_CHARS) + "…";
    }
}
