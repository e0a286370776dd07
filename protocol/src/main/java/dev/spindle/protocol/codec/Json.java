package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the codec's classes share: the one streaming factory, and scalars as a lenient reader takes them. */
final class Json {
    /** How deep a value may nest. A message wraps it in a few levels of its own. */
    static final int MAX_VALUE_DEPTH = 1000;

    /** How long a member's name may be; the parser's own limit, as its strings alone may be as long as a frame. */
    static final int MAX_NAME_LENGTH = StreamReadConstraints.DEFAULT_MAX_NAME_LEN;

    /** How many digits a number may have, the parser's own limit: reading more takes more than linear time. */
    static final int MAX_NUMBER_LENGTH = StreamReadConstraints.DEFAULT_MAX_NUM_LEN;

    /** How deep the values of a chunk may nest with the array, and with the object, that they stand in. */
    static final int MAX_CHUNK_DEPTH = MAX_VALUE_DEPTH + 2;

    private static final int MAX_DEPTH = MAX_VALUE_DEPTH + 8;

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(Integer.MAX_VALUE) // the cap of a frame limits it
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            // The names in payloads are anybody's: the JVM's table of strings is no place for them.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .rootValueSeparator((String) null)
            .build();

    private Json() {}

    /** The integer at the current token, or {@code otherwise} if there is something else, or one that is no {@code long}. */
    static long integer(JsonParser parser, long otherwise) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                ? parser.getLongValue()
                : otherwise;
    }

    /** {@code number}, or the {@code int} that is nearest to it. */
    static int saturated(long number) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(number, Integer.MAX_VALUE));
    }

    /** The string at the current token, or null if there is something else. */
    static @Nullable String text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    /** The string at the current token, or {@code otherwise} if there is something else. */
    static String text(JsonParser parser, String otherwise) throws IOException {
        String text = text(parser);
        return text == null ? otherwise : text;
    }
}
