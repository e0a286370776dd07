package dev.spindle.protocol.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The values of which one look at each byte tells all there is to know: null, true, false, integers of at most 18 digits, and strings of
 * printable ASCII that escape nothing. Most values are such, and a parser costs ten times what a small one does. Whatever else there is,
 * faults too, is a parser's to judge.
 *
 * <p>Eight bytes are looked at together (see Hacker's Delight by H. S. Warren, 6-1, "Find First 0-Byte").
 */
final class Simple {
    private static final int MOST_DIGITS = 18;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private Simple() {}

    /** Where the simple value that begins at {@code from} ends, before {@code to}; -1 when there is none. */
    static int end(byte[] bytes, int from, int to) {
        if (from >= to) {
            return -1;
        }
        return switch (bytes[from]) {
            case '"' -> endOfString(bytes, from + 1, to);
            case 't' -> endOfWord(TRUE, bytes, from, to);
            case 'f' -> endOfWord(FALSE, bytes, from, to);
            case 'n' -> endOfWord(NULL, bytes, from, to);
            case '-' -> endOfDigits(bytes, from + 1, to);
            default -> endOfDigits(bytes, from, to);
        };
    }

    private static int endOfWord(byte[] word, byte[] bytes, int from, int to) {
        return startsWith(word, bytes, from, to) ? from + word.length : -1;
    }

    static boolean startsWith(byte[] start, byte[] bytes, int from, int to) {
        if (to - from < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[from + i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Of an integer without its sign. */
    static int endOfDigits(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        int digits = end - from;
        boolean isInteger = digits > 0 && digits <= MOST_DIGITS && (digits == 1 || bytes[from] != '0');
        boolean goesOn = end < to && (bytes[end] == '.' || bytes[end] == 'e' || bytes[end] == 'E');
        return isInteger && !goesOn ? end : -1;
    }

    /** The number that the digits say, of which {@link #endOfDigits} knows. */
    static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + bytes[i] - '0';
        }
        return number;
    }

    /** Behind the quote that ends it. */
    private static int endOfString(byte[] bytes, int from, int to) {
        int end = endOfPlain(bytes, from, to);
        return end < to && bytes[end] == '"' ? end + 1 : -1;
    }

    /** Whether nothing stands there but what a string may hold as it is, all of it ASCII. */
    static boolean isPlain(byte[] bytes, int from, int to) {
        return endOfPlain(bytes, from, to) == to;
    }

    /** How far nothing stands but printable ASCII without quotes and backslashes. */
    private static int endOfPlain(byte[] bytes, int from, int to) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()); // not a VarHandle: see Utf8
        int i = from;
        while (i + 8 <= to && isPlain(buffer.getLong(i))) {
            i += 8;
        }
        while (i < to && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private static boolean isPlain(long eight) {
        long quotes = eight ^ '"' * ONES;
        long backslashes = eight ^ '\\' * ONES;
        // A byte below the one that is subtracted from it borrows, and so shows in its high bit, or in the next one's.
        long odd = eight | (eight - ' ' * ONES) | (quotes - ONES) | (backslashes - ONES);
        return (odd & HIGH_BITS) == 0;
    }

    /** {@code text} in quotes; null when its string is not simple. */
    static byte @Nullable [] quoted(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length != text.length()
                || endOfPlain(utf8, 0, utf8.length) < utf8.length
                || hidesSurrogate(text, utf8)) {
            return null;
        }
        return quoted(utf8, 0, utf8.length);
    }

    /** The bytes, which are plain, in quotes. */
    static byte[] quoted(byte[] plain, int offset, int length) {
        byte[] quoted = new byte[length + 2];
        quoted[0] = '"';
        System.arraycopy(plain, offset, quoted, 1, length);
        quoted[length + 1] = '"';
        return quoted;
    }

    /** Half a surrogate pair becomes a question mark, one byte as it was one character. */
    private static boolean hidesSurrogate(String text, byte[] utf8) {
        String again = new String(utf8, StandardCharsets.ISO_8859_1);
        return again.indexOf('?') >= 0 && !again.equals(text);
    }

    /** The bytes of what has a simple value; null when this has none. */
    static byte @Nullable [] write(Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return value.toString().getBytes(StandardCharsets.ISO_8859_1);
        }
        return null;
    }

    /** The value of type {@code type} that a checked value is; null when it is none, or not simple. */
    static @Nullable Object read(byte[] bytes, Class<?> type) {
        int length = bytes.length;
        if (end(bytes, 0, length) != length) {
            return null;
        }
        byte first = bytes[0];
        if (first == '"') {
            return type == String.class ? new String(bytes, 1, length - 2, StandardCharsets.ISO_8859_1) : null;
        }
        if (first == 't' || first == 'f') {
            return type == Boolean.class ? first == 't' : null;
        }
        if (first == 'n' || !(type == Integer.class || type == Long.class)) {
            return null;
        }
        long number = first == '-' ? -number(bytes, 1, length) : number(bytes, 0, length);
        if (type == Long.class) {
            return number;
        }
        return (int) number == number ? (Object) (int) number : null;
    }
}
