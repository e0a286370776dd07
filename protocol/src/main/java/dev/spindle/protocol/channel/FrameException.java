package dev.spindle.protocol.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Bytes that can be no frame: the connection ends here. */
public final class FrameException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int EXCERPT_BYTES = 200;

    /** The message is {@code reason} and the first of the bytes that are meant. */
    FrameException(String reason, byte[] bytes, int from, int to) {
        super(reason + ": " + excerpt(bytes, from, to));
    }

    /** The first bytes of the slice as one line of text. */
    static String excerpt(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, EXCERPT_BYTES);
        String text = new String(bytes, from, length, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "·");
        return length < to - from ? text + "…" : text;
    }
}
