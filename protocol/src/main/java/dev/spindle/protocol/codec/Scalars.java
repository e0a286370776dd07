package dev.spindle.protocol.codec;

import java.util.Arrays;

/**
 * JSON values that can be seen to be well-formed at a glance: integers, literals, and strings without escapes. To make a parser costs several
 * times what it takes to read one. What is none of these may still be JSON.
 */
final class Scalars {
    /** Far fewer than a number may have. */
    private static final int MOST_DIGITS = 100;

    private static final byte[][] LITERALS = {
        {'t', 'r', 'u', 'e'}, {'f', 'a', 'l', 's', 'e'}, {'n', 'u', 'l', 'l'},
    };

    private Scalars() {}

    /** Whether the bytes are one of these, without space around it. */
    static boolean isOne(byte[] bytes, int from, int to) {
        if (to <= from) {
            return false;
        }
        byte first = bytes[from];
        if (first == '"') {
            return to - from >= 2 && bytes[to - 1] == '"' && isPlain(bytes, from + 1, to - 1);
        }
        boolean isNumber = first == '-' || (first >= '0' && first <= '9');
        return isNumber ? isInteger(bytes, from, to) : isLiteral(bytes, from, to);
    }

    /** Whether the bytes are text that stands in a JSON string as it is. */
    static boolean isPlain(byte[] bytes, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                return false;
            }
            all |= b;
        }
        return all >= 0 || Utf8.firstMalformed(bytes, from, to) < 0;
    }

    private static boolean isInteger(byte[] bytes, int from, int to) {
        int digits = bytes[from] == '-' ? from + 1 : from;
        if (digits == to || to - digits > MOST_DIGITS || (bytes[digits] == '0' && to - digits > 1)) {
            return false;
        }
        for (int i = digits; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLiteral(byte[] bytes, int from, int to) {
        for (byte[] literal : LITERALS) {
            if (Arrays.equals(literal, 0, literal.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
