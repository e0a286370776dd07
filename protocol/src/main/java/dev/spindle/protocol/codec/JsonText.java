package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks JSON text without turning it into objects. Thread-safe. */
public final class JsonText {
    private JsonText() {}

    /**
     * The one JSON value in the slice, copied without the space around it. Whatever passes here can be read as a part of a message.
     *
     * @throws JsonSyntaxException when there is none, more than one, bytes that are not strict UTF-8, nesting deeper than 1000, a
     *     number of more than 1000 digits or a name of more than 50,000 bytes
     */
    public static RawJson check(byte[] bytes, int offset, int length) throws JsonSyntaxException {
        if (Scalars.isOne(bytes, offset, offset + length)) {
            return RawJson.checked(Arrays.copyOfRange(bytes, offset, offset + length));
        }
        return read(bytes, offset, length, Slice::take);
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
        Map<String, RawJson> found = new HashMap<>();
        boolean isObject = read(bytes, offset, length, slice -> takeMembers(slice, wanted, found));
        return isObject ? found : null;
    }

    private static boolean takeMembers(Slice slice, Set<String> wanted, Map<String, RawJson> found)
            throws IOException, JsonSyntaxException {
        JsonParser parser = slice.parser;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            slice.skip();
            return false;
        }
        parser.nextToken();
        while (parser.currentToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (wanted.contains(name)) {
                found.put(name, slice.take());
            } else {
                slice.skip();
            }
        }
        parser.nextToken();
        return true;
    }

    /** The string that {@code value}, a checked one, is; null when it is something else. */
    public static @Nullable String string(RawJson value) {
        try (Slice slice = Slice.of(value)) {
            slice.parser.nextToken();
            return Json.text(slice.parser);
        } catch (IOException e) {
            throw new UncheckedIOException("a checked value that cannot be read", e);
        }
    }

    /** Begins on the value's first token and ends on the one after the value. */
    private interface Reading<T> {
        T from(Slice slice) throws IOException, JsonSyntaxException;
    }

    /** What {@code reading} makes of the slice, which holds one value and nothing else. */
    private static <T> T read(byte[] bytes, int offset, int length, Reading<T> reading) throws JsonSyntaxException {
        try (Slice slice = Slice.of(bytes, offset, length)) {
            try {
                if (slice.parser.nextToken() == null) {
                    throw new JsonSyntaxException(length, "nothing but white space where a JSON value should be");
                }
                T result = reading.from(slice);
                if (slice.parser.currentToken() != null) {
                    throw new JsonSyntaxException(slice.tokenStart(), "more text after the end of the JSON value");
                }
                return result;
            } catch (JsonProcessingException e) {
                throw slice.syntax(e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
