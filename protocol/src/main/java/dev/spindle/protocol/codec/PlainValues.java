package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.Blob;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that streaming reads and writes. What is plain here can always be read again: its JSON needs no check. */
final class PlainValues {
    /** What JSON has no number for is written as a string. */
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    /** Integers of fewer bits have fewer digits than the limit. */
    private static final int MOST_BITS = 3 * Json.MAX_NUMBER_LENGTH;

    /** Names of fewer characters have fewer bytes than the limit. */
    private static final int LONGEST_NAME = Json.MAX_NAME_LENGTH / 4;

    private PlainValues() {}

    static boolean isPlainType(Type type) {
        return type == Long.class
                || type == Integer.class
                || type == Double.class
                || type == Boolean.class
                || type == String.class
                || type == BigInteger.class
                || type == byte[].class
                || type == Blob.class
                || type == Void.class;
    }

    /** The value of a plain type whose first token is {@code token}; not called for null. */
    static Object read(JsonParser parser, JsonToken token, Class<?> type) throws IOException, ValueException {
        if (token == JsonToken.VALUE_STRING) {
            if (type == String.class) {
                return parser.getText();
            }
            if (type == byte[].class) {
                return parser.getBinaryValue();
            }
            if (type == Blob.class) {
                return Blob.shared(parser.getBinaryValue());
            }
            if (type == Double.class && NOT_FINITE.contains(parser.getText())) {
                return Double.valueOf(parser.getText());
            }
        } else if (token.isBoolean() && type == Boolean.class) {
            return token == JsonToken.VALUE_TRUE;
        } else if (token.isNumeric() && type == Double.class) {
            return parser.getDoubleValue();
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
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
        if (type == String.class) {
            return "a string";
        }
        if (type == byte[].class || type == Blob.class) {
            return "a string in base64";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == Double.class) {
            return "a number";
        }
        return type == Void.class ? "null" : "an integer";
    }

    static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction or exponent";
            default -> token.asString();
        };
    }

    static boolean isPlain(@Nullable Object value) {
        return isPlain(value, Json.MAX_VALUE_DEPTH);
    }

    /** @param depth how many levels of collections and maps may follow: a cycle is not plain */
    private static boolean isPlain(@Nullable Object value, int depth) {
        if (value instanceof Collection<?> items) {
            return depth > 0 && areItemsPlain(items, depth - 1);
        }
        if (value instanceof Map<?, ?> map) {
            return depth > 0 && areMembersPlain(map, depth - 1);
        }
        if (value instanceof BigInteger number) {
            return number.bitLength() <= MOST_BITS;
        }
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Double
                || value instanceof byte[]
                || value instanceof Blob;
    }

    private static boolean areItemsPlain(Collection<?> items, int depth) {
        for (Object item : items) {
            if (!isPlain(item, depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean areMembersPlain(Map<?, ?> map, int depth) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name) || !isPlainName(name) || !isPlain(entry.getValue(), depth)) {
                return false;
            }
        }
        return true;
    }

    /** The parser refuses half a surrogate pair in a name, though not in a string. */
    private static boolean isPlainName(String name) {
        boolean plain = name.length() <= LONGEST_NAME;
        for (int i = 0; plain && i < name.length(); i++) {
            plain = !Character.isSurrogate(name.charAt(i));
        }
        return plain;
    }

    static void write(@Nullable Object value, JsonGenerator json, BlobWriter blobs) throws IOException {
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
        } else if (value instanceof Blob blob) {
            blobs.write(blob, json);
        } else if (value instanceof Collection<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(item, json, blobs);
            }
            json.writeEndArray();
        } else {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                json.writeFieldName((String) entry.getKey());
                write(entry.getValue(), json, blobs);
            }
            json.writeEndObject();
        }
    }
}
