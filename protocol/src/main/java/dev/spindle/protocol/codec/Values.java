package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.RawJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Java values to JSON and back. Plain values (null, booleans, numbers, strings, byte arrays as base64, collections and maps of them)
 * go by streaming; only a type beyond these loads Jackson's databind, which costs a cold JVM some 200 ms. Thread-safe.
 */
public final class Values {
    private static final int EXCERPT_CHARS = 80;

    private Values() {}

    /**
     * The JSON of {@code value}.
     *
     * @throws ValueException when it cannot be written: a cycle, a type without properties, nesting past 1000, raw JSON that is none
     */
    public static RawJson write(@Nullable Object value) throws ValueException {
        if (value == null) {
            return RawJson.NULL;
        }
        try {
            if (value instanceof RawJson raw) {
                return JsonText.check(raw);
            }
            return PlainValues.isPlain(value) ? writePlain(value) : TypedValues.write(value);
        } catch (JsonSyntaxException e) {
            throw new ValueException("raw JSON is not valid at byte " + (e.offset() + 1) + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw unwritable(value, "it nests too deep", e);
        } catch (RuntimeException e) { // a collection's own, or a type that reflection may not touch
            throw unwritable(value, Reason.of(e.toString()), e);
        }
    }

    private static RawJson writePlain(Object value) throws ValueException {
        byte[] simple = Simple.write(value);
        if (simple != null) {
            return RawJson.checked(simple);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            PlainValues.write(value, json);
        } catch (JsonProcessingException e) {
            throw unwritable(value, Reason.of(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return RawJson.checked(out.toByteArray());
    }

    static ValueException unwritable(Object value, String reason, Throwable cause) {
        return new ValueException(value.getClass().getName() + " cannot be written as JSON: " + reason, cause);
    }

    /**
     * The Java value of type {@code type} that {@code json} says; null for JSON's null.
     *
     * @throws ValueException when it is none
     */
    public static @Nullable Object read(RawJson json, Type type) throws ValueException {
        RawJson checked = checked(json);
        if (type == RawJson.class) {
            return checked;
        }
        try {
            return PlainValues.isPlainType(type)
                    ? readPlain(checked, (Class<?>) type)
                    : TypedValues.read(checked, type);
        } catch (StackOverflowError e) {
            throw unreadable(checked, type, "it nests too deep", e);
        } catch (RuntimeException e) {
            throw unreadable(checked, type, Reason.of(e.toString()), e);
        }
    }

    private static RawJson checked(RawJson json) throws ValueException {
        try {
            return JsonText.check(json);
        } catch (JsonSyntaxException e) {
            throw new ValueException("not valid JSON at byte " + (e.offset() + 1) + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Object readPlain(RawJson json, Class<?> type) throws ValueException {
        Object simple = Simple.read(json.shared(), type);
        if (simple != null) {
            return simple;
        }
        try (Slice slice = Slice.of(json)) {
            JsonToken token = slice.parser.nextToken();
            return token == JsonToken.VALUE_NULL ? null : PlainValues.read(slice.parser, token, type);
        } catch (JsonProcessingException e) {
            throw unreadable(json, type, Reason.of(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    static ValueException unreadable(RawJson json, Type type, String reason, Throwable cause) {
        return new ValueException("cannot read " + excerpt(json) + " as " + type.getTypeName() + ": " + reason, cause);
    }

    private static String excerpt(RawJson json) {
        int bytes = Math.min(json.length(), 4 * EXCERPT_CHARS);
        String text = new String(json.shared(), 0, bytes, StandardCharsets.UTF_8);
        return text.length() <= EXCERPT_CHARS ? text : text.substring(0, EXCERPT_CHARS) + "…";
    }
}
