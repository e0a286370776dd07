package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.RawJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Java values to JSON and back. Plain values (null, booleans, numbers, strings, byte arrays as base64, collections and maps of them)
 * go by streaming; only a type beyond these loads Jackson's databind, which costs a cold JVM some 200 ms. Thread-safe.
 */
public final class Values {
    /** What JSON has no number for is written as a string. */
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

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
            ByteArrayOutputStream out = new ByteArrayOutputStream(64);
            if (isPlain(value, Json.MAX_VALUE_DEPTH)) {
                try (JsonGenerator json = Json.VALUES.createGenerator(out)) {
                    writePlain(value, json);
                }
                return RawJson.checked(out.toByteArray());
            }
            return JsonText.check(RawJson.ofUtf8(TypedValues.write(value))); // raw members of a bean may be anything
        } catch (JsonSyntaxException e) {
            throw new ValueException("raw JSON is not valid at byte " + (e.offset() + 1) + ": " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new ValueException(value.getClass().getName() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        } catch (StackOverflowError e) {
            throw new ValueException(value.getClass().getName() + " cannot be written as JSON: it nests too deep", e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /**
     * The Java value of type {@code type} that {@code json} says; null for JSON's null.
     *
     * @throws ValueException when it is none
     */
    public static @Nullable Object read(RawJson json, Type type) throws ValueException {
        try {
            if (type == RawJson.class) {
                return JsonText.check(json);
            }
            if (!isPlainType(type)) {
                return TypedValues.read(json.shared(), type);
            }
            try (JsonParser parser = Json.VALUES.createParser(json.shared())) {
                JsonToken token = parser.nextToken();
                return token == JsonToken.VALUE_NULL ? null : readPlain(parser, token, (Class<?>) type);
            }
        } catch (JsonSyntaxException e) {
            throw new ValueException("not valid at byte " + (e.offset() + 1) + ": " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new ValueException(
                    "cannot read " + excerpt(json) + " as " + type.getTypeName() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static boolean isPlainType(Type type) {
        return type == Long.class
                || type == Integer.class
                || type == Double.class
                || type == Boolean.class
                || type == String.class
                || type == BigInteger.class
                || type == byte[].class
                || type == Void.class;
    }

    private static Object readPlain(JsonParser parser, JsonToken token, Class<?> type)
            throws IOException, ValueException {
        if (type == String.class && token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (type == byte[].class && token == JsonToken.VALUE_STRING) {
            return parser.getBinaryValue();
        }
        if (type == Boolean.class && token.isBoolean()) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (type == Double.class && token.isNumeric()) {
            return parser.getDoubleValue();
        }
        if (type == Double.class && NOT_FINITE.contains(parser.getText())) {
            return Double.valueOf(parser.getText());
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            if (type == Long.class) {
                return parser.getLongValue();
            }
            if (type == Integer.class) {
                return parser.getIntValue();
            }
            if (type == BigInteger.class) {
                return parser.getBigIntegerValue();
            }
        }
        throw new ValueException("expected " + expectation(type) + " but got " + kind(token), null);
    }

    private static String expectation(Class<?> type) {
        return type == String.class
                ? "a string"
                : type == byte[].class
                        ? "a string in base64"
                        : type == Boolean.class
                                ? "true or false"
                                : type == Double.class ? "a number" : type == Void.class ? "null" : "an integer";
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction or exponent";
            default -> token.asString();
        };
    }

    private static String excerpt(RawJson json) {
        String text = json.length() > 400 ? new String(json.shared(), 0, 400, StandardCharsets.UTF_8) : json.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private static boolean isPlain(@Nullable Object value, int depth) {
        if (depth == 0) {
            return false;
        }
        if (value instanceof Collection<?> items) {
            for (Object item : items) {
                if (!isPlain(item, depth - 1)) {
                    return false;
                }
            }
            return true;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String) || !isPlain(entry.getValue(), depth - 1)) {
                    return false;
                }
            }
            return true;
        }
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Double
                || value instanceof BigInteger
                || value instanceof byte[];
    }

    private static void writePlain(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof Collection<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                writePlain(item, json);
            }
            json.writeEndArray();
        } else {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                json.writeFieldName((String) entry.getKey());
                writePlain(entry.getValue(), json);
            }
            json.writeEndObject();
        }
    }
}
