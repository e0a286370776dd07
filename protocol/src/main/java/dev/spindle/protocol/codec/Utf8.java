package dev.spindle.protocol.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Strict UTF-8, as table 3-7 of the Unicode standard ("Well-Formed UTF-8 Byte Sequences") has it. JSON parsers that skip a string
 * do not all check it: surrogates, overlong forms and values past U+10FFFF would travel on unseen.
 */
final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** The index in {@code bytes} of the first sequence between {@code from} and {@code to} that is not well-formed, or -1. */
    static int firstMalformed(byte[] bytes, int from, int to) {
        // Not a VarHandle, whose first use costs a starting JVM some 6 ms.
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int i = from;
        while (i < to) {
            while (i + 8 <= to && (buffer.getLong(i) & HIGH_BITS) == 0) {
                i += 8;
            }
            if (i >= to) {
                break;
            }
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            int length = sequenceLength(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** The length of the well-formed sequence of two to four bytes at {@code i}, or 0. */
    private static int sequenceLength(byte[] bytes, int i, int to) {
        int lead = bytes[i] & 0xFF;
        int length =
                lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
        if (length == 0 || i + length > to) {
            return 0;
        }
        int second = bytes[i + 1] & 0xFF;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
