package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes and the parser that reads them, so that a value can be taken out as the bytes it has there. Not thread-safe. */
final class Slice implements AutoCloseable {
    private static final String NON_STANDARD_TOKEN = "Non-standard token '";
    private static final String NUMBER_LENGTH = "Number value length";
    private static final String PLUS_SIGN = "Unexpected character ('+' (code 43)) in numeric value";

    final JsonParser parser;
    private final byte[] bytes;
    private final int base;
    private final int length;

    private Slice(byte[] bytes, int base, int length) throws IOException {
        this.parser = Json.FACTORY.createParser(bytes, base, length);
        this.bytes = bytes;
        this.base = base;
        this.length = length;
    }

    /** Anybody's bytes: whether they are strict UTF-8 is checked at once. */
    static Slice of(byte[] bytes, int offset, int length) throws JsonSyntaxException, IOException {
        int malformed = Utf8.firstMalformed(bytes, offset, offset + length);
        if (malformed >= 0) {
            throw new JsonSyntaxException(malformed - offset, "not valid UTF-8");
        }
        // The parser would skip a byte order mark, and guess UTF-16 or UTF-32 from zeros: neither is JSON text here.
        if (length > 0 && bytes[offset] == (byte) 0xEF) {
            throw new JsonSyntaxException(0, "no JSON value begins with this character");
        }
        for (int i = 0; i < Math.min(length, 4); i++) {
            if (bytes[offset + i] == 0) {
                throw new JsonSyntaxException(i, "a character of code 0");
            }
        }
        return new Slice(bytes, offset, length);
    }

    /** A value that is known to be well-formed. */
    static Slice of(RawJson checked) throws IOException {
        return new Slice(checked.shared(), 0, checked.length());
    }

    /** Where the parser's current token begins, counted from the start of the slice. */
    int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The value at the current token as it stands; the parser ends on the token after it. Nothing of it is decoded. */
    RawJson take() throws IOException, JsonSyntaxException {
        return take(Json.MAX_VALUE_DEPTH);
    }

    /** As {@link #take()}, where it may nest so deep: what wraps values of the greatest depth nests deeper. */
    RawJson take(int mostDepth) throws IOException, JsonSyntaxException {
        int start = base + tokenStart();
        toLastToken(mostDepth);
        // Where a string ends is known only once the parser has gone past it: before the comma or bracket that follows.
        int end = base + (parser.nextToken() == null ? length : tokenStart());
        end = trimmedEnd(start, end);
        if (bytes[end - 1] == ',') {
            end = trimmedEnd(start, end - 1);
        }
        return copy(start, end);
    }

    /** The value at the current token as it stands; the parser ends on the last token of it. Costs a string's decoding. */
    RawJson copy() throws IOException {
        int start = base + tokenStart();
        parser.skipChildren();
        parser.finishToken();
        return copy(start, base + (int) parser.currentLocation().getByteOffset());
    }

    private RawJson copy(int start, int end) {
        byte[] value = Arrays.copyOfRange(bytes, start, end);
        // In valid JSON these stand only between tokens, where a space means the same; a line of text must have
        // neither.
        for (int i = 0; i < value.length; i++) {
            if (value[i] == '\n' || value[i] == '\r') {
                value[i] = ' ';
            }
        }
        return RawJson.checked(value);
    }

    /** Past the value at the current token, to the token after it. */
    void skip() throws IOException {
        parser.skipChildren();
        parser.nextToken();
    }

    private void toLastToken(int mostDepth) throws IOException, JsonSyntaxException {
        int depth = parser.currentToken().isStructStart() ? 1 : 0;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                depth++;
                if (depth > mostDepth) {
                    throw new JsonSyntaxException(tokenStart(), "nested deeper than " + Json.MAX_VALUE_DEPTH);
                }
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
    }

    private int trimmedEnd(int start, int end) {
        int trimmed = end;
        while (trimmed > start && isSpace(bytes[trimmed - 1])) {
            trimmed--;
        }
        return trimmed;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** What is wrong with this text and where, from what its parser threw. */
    JsonSyntaxException syntax(JsonProcessingException e) {
        int offset = offset(e);
        String reason = Reason.of(e);
        if (offset < length && bytes[base + offset] < 0) {
            // The parser shows a character by its first byte.
            String rest = new String(bytes, base + offset, Math.min(4, length - offset), StandardCharsets.UTF_8);
            String character = Reason.character(rest.codePointAt(0));
            reason = reason.replace("'" + (char) (bytes[base + offset] & 0xFF) + "'", "'" + character + "'");
        }
        return new JsonSyntaxException(offset, reason);
    }

    /** The first byte of what the parser refused; some things it refuses only after it has gone past them. */
    private int offset(JsonProcessingException e) {
        String reason = e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            return reason.startsWith(NUMBER_LENGTH) ? numberStart() : tokenStart();
        }
        long told = e.getLocation() == null ? tokenStart() : e.getLocation().getByteOffset();
        if (reason.startsWith(NON_STANDARD_TOKEN)) {
            told -= reason.indexOf('\'', NON_STANDARD_TOKEN.length()) - NON_STANDARD_TOKEN.length();
        } else if (reason.startsWith(PLUS_SIGN)) {
            told--;
        }
        int offset = (int) Math.max(0, Math.min(told, length));
        while (offset > 0 && offset < length && (bytes[base + offset] & 0xC0) == 0x80) {
            offset--;
        }
        return offset;
    }

    /** Where the number begins in which the parser has stopped: it counts as a token only when it is done. */
    private int numberStart() {
        int at = (int) parser.currentLocation().getByteOffset();
        while (at > 0 && "+-.0123456789Ee".indexOf(bytes[base + at - 1]) >= 0) {
            at--;
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
