package dev.spindle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a JSON text for bytes beside it, as {@code {"$blob":{"offset":4096,"length":800000}}}. That a text looks so means nothing:
 * the message says where in its value references stand.
 *
 * @param at where it begins in the text, in bytes
 * @param end where it ends in the text
 * @param offset of the bytes in their file
 * @param length how many bytes
 * @param blob the bytes, where they have been read
 */
public record BlobReference(
        int at, int end, long offset, int length, @Nullable Blob blob) {
    private static final byte[] OFFSET = "{\"$blob\":{\"offset\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = ",\"length\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "}}".getBytes(StandardCharsets.US_ASCII);
    /** Of a number below 2^53. */
    private static final int MOST_DIGITS = 16;

    /** The text of a reference. */
    public static String text(long offset, int length) {
        return "{\"$blob\":{\"offset\":" + offset + ",\"length\":" + length + "}}";
    }

    /** The reference that stands at {@code at}, to the letter as {@link #text} writes it; null when there is none. */
    public static @Nullable BlobReference read(byte[] json, int at) {
        int offsetAt = endOf(OFFSET, json, at);
        int offsetEnd = endOfNumber(json, offsetAt);
        int lengthAt = endOf(LENGTH, json, offsetEnd);
        int lengthEnd = endOfNumber(json, lengthAt);
        int end = endOf(END, json, lengthEnd);
        if (end < 0) {
            return null;
        }
        long offset = number(json, offsetAt, offsetEnd);
        long length = number(json, lengthAt, lengthEnd);
        return length > Integer.MAX_VALUE ? null : new BlobReference(at, end, offset, (int) length, null);
    }

    /** Where {@code expected} ends if it stands at {@code at}; negative when not. */
    private static int endOf(byte[] expected, byte[] json, int at) {
        boolean stands = at >= 0
                && expected.length <= json.length - at
                && Arrays.equals(expected, 0, expected.length, json, at, at + expected.length);
        return stands ? at + expected.length : -1;
    }

    /** Where the digits end that stand at {@code from}; negative when there are none. */
    private static int endOfNumber(byte[] json, int from) {
        int to = from;
        while (to >= 0 && to < json.length && to - from < MOST_DIGITS && json[to] >= '0' && json[to] <= '9') {
            to++;
        }
        return to > from ? to : -1;
    }

    private static long number(byte[] json, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + (json[i] - '0');
        }
        return number;
    }

    /** The same with its bytes. */
    public BlobReference with(Blob read) {
        return new BlobReference(at, end, offset, length, read);
    }
}
