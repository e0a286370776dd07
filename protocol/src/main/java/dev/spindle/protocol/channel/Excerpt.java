package dev.spindle.protocol.channel;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes as people may see them, whatever they are: in quotes, on one line, steering no terminal, and not too many. */
public final class Excerpt {
    private static final int MOST_BYTES = 200;

    private Excerpt() {}

    /** The first bytes from {@code from} to {@code to}; what is no text stands there as {@code \n}, {@code \xff} or {@code \u202e}. */
    public static String of(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + MOST_BYTES);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, end - from);
        CharBuffer chars = CharBuffer.allocate(MOST_BYTES);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        StringBuilder text = new StringBuilder("\"");
        while (true) {
            CoderResult result = decoder.decode(in, chars, end == to); // a character that is cut off is left out
            chars.flip().codePoints().forEach(each -> add(each, text));
            chars.clear();
            if (!result.isError()) {
                return text.append(end < to ? "…\"" : "\"").toString();
            }
            for (int i = 0; i < result.length(); i++) {
                text.append(String.format(Locale.ROOT, "\\x%02x", in.get()));
            }
        }
    }

    private static void add(int character, StringBuilder text) {
        switch (character) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (isVisible(character)) {
                    text.appendCodePoint(character);
                } else {
                    text.append(String.format(Locale.ROOT, character < 0x80 ? "\\x%02x" : "\\u%04x", character));
                }
            }
        }
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
