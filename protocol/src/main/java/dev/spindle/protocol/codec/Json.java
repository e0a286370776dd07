package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.util.Arrays;

/** What the codec's classes share: one streaming factory, strict parsers, and the capture of a value as bytes. */
final class Json {
    /** How deep a value may nest. A message wraps it in a few levels of its own. */
    static final int MAX_VALUE_DEPTH = 1000;

    private static final int ENVELOPE_DEPTH = 8;

    /** For a value by itself. */
    static final JsonFactory VALUES = factory(MAX_VALUE_DEPTH);

    /** For a message, whose payload may be as deep as a value. */
    static final JsonFactory MESSAGES = factory(MAX_VALUE_DEPTH + ENVELOPE_DEPTH);

    private Json() {}

    private static JsonFactory factory(int depth) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(Integer.MAX_VALUE) // the cap of a frame limits it
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(depth)
                        .build())
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .rootValueSeparator((String) null)
                .build();
    }

    /** A parser of the slice, which is known to be strict UTF-8 and not some other encoding the parser might guess. */
    static JsonParser parser(JsonFactory factory, byte[] bytes, int offset, int length)
            throws JsonSyntaxException, IOException {
        int malformed = Utf8.firstMalformed(bytes, offset, offset + length);
        if (malformed >= 0) {
            throw new JsonSyntaxException(malformed - offset, "not valid UTF-8");
        }
        // The parser guesses UTF-16 and UTF-32 by these, and skips a byte order mark: neither is JSON text here.
        for (int i = 0; i < Math.min(length, 4); i++) {
            if (bytes[offset + i] == 0 || bytes[offset + i] == (byte) 0xEF) {
                throw new JsonSyntaxException(i, "no JSON value begins with this character");
            }
        }
        return factory.createParser(bytes, offset, length);
    }

    /** What went wrong and where, from a parser's exception. */
    static JsonSyntaxException syntax(JsonProcessingException e) {
        long offset = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
        return new JsonSyntaxException((int) Math.max(0, offset), e.getOriginalMessage());
    }

    /** Where the parser's current token begins, counted from the start of its slice. */
    static int tokenStart(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /**
     * The value at the parser's current token as bytes of {@code source}, whose slice the parser reads from {@code base} on; the
     * parser ends on the token after the value. Nothing of the value is decoded.
     */
    static RawJson capture(JsonParser parser, byte[] source, int base, int length) throws IOException {
        int start = base + tokenStart(parser);
        parser.skipChildren();
        // A string's end is known only once the parser has gone past it: then it is the last byte before the comma, if any.
        int end = base + (parser.nextToken() == null ? length : tokenStart(parser));
        end = trimmedEnd(source, start, end);
        if (source[end - 1] == ',') {
            end = trimmedEnd(source, start, end - 1);
        }
        byte[] value = Arrays.copyOfRange(source, start, end);
        replaceNewlines(value);
        return RawJson.checked(value);
    }

    /** The end of the slice without the white space that closes it. */
    static int trimmedEnd(byte[] bytes, int start, int end) {
        int trimmed = end;
        while (trimmed > start && (bytes[trimmed - 1] == ' ' || bytes[trimmed - 1] == '\n' || bytes[trimmed - 1] == '\r'
                || bytes[trimmed - 1] == '\t')) {
            trimmed--;
        }
        return trimmed;
    }

    /** In valid JSON a raw newline stands only between tokens, where a space means the same. */
    static void replaceNewlines(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n') {
                json[i] = ' ';
            }
        }
    }
}
