package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks JSON text without turning it into objects. Thread-safe. */
public final class JsonText {
    private JsonText() {}

    /**
     * The one JSON value in the slice, copied without the space around it.
     *
     * @throws JsonSyntaxException when there is none, more than one, bytes that are not strict UTF-8, or nesting deeper than 1000
     */
    public static RawJson check(byte[] bytes, int offset, int length) throws JsonSyntaxException {
        return read(bytes, offset, length, parser -> Json.capture(parser, bytes, offset, length));
    }

    /** {@code value} itself if it is checked already, else as {@link #check(byte[], int, int)}. */
    public static RawJson check(RawJson value) throws JsonSyntaxException {
        return value.isChecked() ? value : check(value.shared(), 0, value.length());
    }

    /**
     * Those members of the one JSON object in the slice whose names are {@code wanted}, the last of equal names; null when the
     * value is no object.
     *
     * @throws JsonSyntaxException as {@link #check(byte[], int, int)} does
     */
    public static @Nullable Map<String, RawJson> members(byte[] bytes, int offset, int length, Set<String> wanted)
            throws JsonSyntaxException {
        return read(bytes, offset, length, parser -> {
            if (!parser.isExpectedStartObjectToken()) {
                parser.skipChildren();
                parser.nextToken();
                return null;
            }
            Map<String, RawJson> found = new HashMap<>();
            JsonToken token = parser.nextToken();
            while (token == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (wanted.contains(name)) {
                    found.put(name, Json.capture(parser, bytes, offset, length));
                } else {
                    parser.skipChildren();
                    parser.nextToken();
                }
                token = parser.currentToken();
            }
            parser.nextToken();
            return found;
        });
    }

    /** The string that {@code value} is, or null when it is something else. */
    public static @Nullable String string(RawJson value) {
        try (JsonParser parser = Json.VALUES.createParser(value.shared())) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
        } catch (IOException e) {
            throw new UncheckedIOException("a checked value that cannot be read", e);
        }
    }

    private interface Reading<T extends @Nullable Object> {
        T from(JsonParser parser) throws IOException;
    }

    /** What {@code reading} makes of the slice; it begins on the value's first token and ends on the one after the value. */
    private static <T extends @Nullable Object> T read(byte[] bytes, int offset, int length, Reading<T> reading)
            throws JsonSyntaxException {
        try (JsonParser parser = Json.parser(Json.VALUES, bytes, offset, length)) {
            if (parser.nextToken() == null) {
                throw new JsonSyntaxException(length, "nothing but white space where a JSON value should be");
            }
            T result = reading.from(parser);
            if (parser.currentToken() != null) {
                throw new JsonSyntaxException(Json.tokenStart(parser), "more text after the end of the JSON value");
            }
            return result;
        } catch (JsonProcessingException e) {
            throw Json.syntax(e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
