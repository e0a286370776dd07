package dev.spindle.protocol.codec;

import dev.spindle.protocol.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Java values to the items of one JSON array. Short plain values are written where they belong, as a generator of its own for each would
 * cost several times what they do. A value that cannot be written leaves the array as it was. For one thread.
 */
public final class ItemsWriter {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    /** A comma, a sign and the digits of a {@code long}; or what encloses the items. */
    private static final int LONGEST_NUMBER = 24;

    private byte[] json = new byte[1 << 10];
    private int length;
    private int count;

    /** Without items. */
    public ItemsWriter() {
        json[length++] = '[';
    }

    /** How many items there are. */
    public int count() {
        return count;
    }

    /** How many bytes they are. */
    public int length() {
        return length;
    }

    /**
     * Adds {@code value}.
     *
     * @throws ValueException when it cannot be written
     */
    public void add(@Nullable Object value) throws ValueException {
        if (value instanceof Integer || value instanceof Long) {
            addNumber(((Number) value).longValue());
        } else if (value == null) {
            addBytes(NULL);
        } else if (value instanceof Boolean truth) {
            addBytes(truth ? TRUE : FALSE);
        } else if (!(value instanceof String text && addPlain(text))) {
            addBytes(Values.write(value).shared());
        }
    }

    /** Adds a copy of a value that is known to be checked JSON. */
    public void addChecked(RawJson value) {
        addBytes(value.shared());
    }

    private void addBytes(byte[] value) {
        room(value.length);
        begin();
        System.arraycopy(value, 0, json, length, value.length);
        length += value.length;
    }

    private void addNumber(long number) {
        room(0);
        begin();
        if (number == Long.MIN_VALUE) {
            ascii(Long.toString(number));
            return;
        }
        long rest = number;
        if (number < 0) {
            json[length++] = '-';
            rest = -number;
        }
        int end = length + Decimal.digits(rest);
        Decimal.put(rest, json, end);
        length = end;
    }

    /** False, and nothing added, where a character must be escaped or takes several bytes. */
    private boolean addPlain(String text) {
        int characters = text.length();
        room(characters + 2);
        int start = length + (count == 0 ? 0 : 1);
        int at = start;
        json[at++] = '"';
        for (int i = 0; i < characters; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
            json[at++] = (byte) c;
        }
        json[at++] = '"';
        begin();
        length = at;
        return true;
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            json[length++] = (byte) text.charAt(i);
        }
    }

    private void begin() {
        if (count++ > 0) {
            json[length++] = ',';
        }
    }

    private void room(int bytes) {
        long needed = (long) length + bytes + LONGEST_NUMBER;
        if (needed > json.length) {
            if (needed > Integer.MAX_VALUE - 8) {
                throw new OutOfMemoryError("the items of one array have more than 2 GiB");
            }
            json = Arrays.copyOf(json, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * json.length)));
        }
    }

    /** The array as it stands; the next item begins another. */
    public RawJson take() {
        json[length] = ']';
        RawJson array = RawJson.checked(Arrays.copyOf(json, length + 1));
        length = 1;
        count = 0;
        return array;
    }
}
