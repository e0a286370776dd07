package dev.spindle.worker.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of UTF-8 as they come, cut anywhere, back to whole characters. Not thread-safe. */
final class Utf8Pieces {
    private static final int FEW_BYTES = 256;
    /** A buffer that one large piece has grown past this is not kept. */
    private static final int KEPT_BYTES = 1 << 14;

    private byte[] bytes = new byte[FEW_BYTES];
    private int count;

    /** How many bytes wait to be taken. */
    int count() {
        return count;
    }

    void add(byte[] more, int offset, int length) {
        if (length > bytes.length - count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + length));
        }
        System.arraycopy(more, offset, bytes, count, length);
        count += length;
    }

    /** All but the bytes of a last character whose rest is still to come; what is malformed becomes U+FFFD. */
    String takeWhole() {
        int whole = count - unfinished();
        if (whole == 0) {
            return "";
        }
        String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
        byte[] target = bytes.length > KEPT_BYTES ? new byte[FEW_BYTES] : bytes;
        System.arraycopy(bytes, whole, target, 0, count - whole);
        bytes = target;
        count -= whole;
        return text;
    }

    void clear() {
        count = 0;
    }

    private int unfinished() {
        for (int back = 1; back <= 3 && back <= count; back++) {
            int lead = bytes[count - back] & 0xFF;
            if (lead >= 0xC0) {
                int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                return needed > back ? back : 0;
            }
            if (lead < 0x80) {
                return 0;
            }
        }
        return 0;
    }
}
