package dev.spindle.protocol.codec;

import dev.spindle.protocol.RawJson;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The items of a JSON array, one after the other, each as bytes or as a Java value. Short plain values are read where they stand: a parser
 * of its own for each would cost several times what they do. For one thread.
 */
public final class Items {
    /** Of so many digits any integer is a {@code long}, of so many fewer an {@code int}. */
    private static final int LONG_DIGITS = 18;

    private static final int INT_DIGITS = 9;

    private final byte[] json;
    private int from;
    private int to;

    private Items(byte[] json, int array) {
        this.json = json;
        this.from = array;
        this.to = array;
    }

    /**
     * Before the first item of {@code array}, a checked value.
     *
     * @throws IllegalArgumentException when it is no array
     */
    public static Items of(RawJson array) {
        byte[] json = array.shared();
        if (json[0] != '[') {
            throw new IllegalArgumentException("no array");
        }
        return new Items(json, 0);
    }

    /** Before the first item of the array that begins at {@code at} in checked JSON. */
    static Items at(byte[] json, int at) {
        return new Items(json, at);
    }

    /** Goes on to the next item; false when there is none, and from then on. */
    public boolean next() {
        int at = Spans.skipSpace(json, to);
        if (json[at] == ']') { // an item that is an array ends behind its bracket
            to = at;
            return false;
        }
        from = Spans.skipSpace(json, at + 1);
        if (json[from] == ']') {
            to = from;
            return false;
        }
        to = Spans.end(json, from);
        return true;
    }

    /** The array that holds the items; not to be changed. */
    public byte[] bytes() {
        return json;
    }

    /** Where the current item begins in {@link #bytes()}. */
    public int from() {
        return from;
    }

    /** Where the current item ends, exclusive. */
    public int to() {
        return to;
    }

    /** A copy of the current item. */
    public RawJson raw() {
        return RawJson.checked(Arrays.copyOfRange(json, from, to));
    }

    /**
     * The current item as the Java value of type {@code type}; null for JSON's null.
     *
     * @throws ValueException when it is none
     */
    public @Nullable Object read(Type type) throws ValueException {
        if (type == Long.class || type == Integer.class) {
            int digits = digits();
            if (digits > 0 && digits <= (type == Long.class ? LONG_DIGITS : INT_DIGITS)) {
                long number = integer();
                return type == Long.class ? (Object) number : (Object) (int) number;
            }
        } else if (type == String.class && json[from] == '"' && isWithoutEscapes()) {
            return new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8);
        } else if (type == Boolean.class && (json[from] == 't' || json[from] == 'f')) {
            return json[from] == 't';
        }
        return Values.read(raw(), type);
    }

    /** How many digits the current item has, if it is an integer; else 0. */
    private int digits() {
        int start = json[from] == '-' ? from + 1 : from;
        for (int i = start; i < to; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return 0;
            }
        }
        return to - start;
    }

    private long integer() {
        boolean negative = json[from] == '-';
        long number = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            number = number * 10 + (json[i] - '0');
        }
        return negative ? -number : number;
    }

    private boolean isWithoutEscapes() {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return false;
            }
        }
        return true;
    }
}
