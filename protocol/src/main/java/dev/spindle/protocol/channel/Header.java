package dev.spindle.protocol.channel;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the body of a frame of {@link Framing#HEADER}.
 *
 * @param body where the body begins
 * @param length how many bytes it has
 */
record Header(int body, long length) {
    /** More than this before a body is no header. */
    static final int MAX_BYTES = 1 << 12;

    /** Both names that a header may begin with do so. */
    private static final byte[] BEGINNING = "content-".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern CONTENT_LENGTH =
            Pattern.compile("(?:^|\r\n)content-length[ \t]*:[ \t]*([0-9]{1,18})[ \t]*\r\n");

    /** Whether a frame that begins with {@code first} has a header: JSON text begins with neither letter. */
    static boolean announcedBy(byte first) {
        return first == 'C' || first == 'c';
    }

    /**
     * The header at {@code from}, or null as long as its end has not come.
     *
     * @throws FrameException as soon as it is clear that it is none, lest a reader wait for an end that never comes
     */
    static @Nullable Header read(byte[] bytes, int from, int to) throws FrameException {
        for (int i = 0; i < BEGINNING.length && from + i < to; i++) {
            if ((bytes[from + i] | 0x20) != (BEGINNING[i] | 0x20)) {
                throw new FrameException("neither JSON nor a Content-Length header", bytes, from, to);
            }
        }
        int lineStart = from;
        int limit = Math.min(to, from + MAX_BYTES);
        for (int i = from; i < limit; i++) {
            if (bytes[i] == '\n') {
                if (i == lineStart || bytes[i - 1] != '\r') {
                    throw new FrameException("a header whose lines do not end with CR LF", bytes, from, to);
                }
                if (i - lineStart == 1) {
                    return new Header(i + 1, contentLength(bytes, from, lineStart));
                }
                lineStart = i + 1;
            }
        }
        if (to - from >= MAX_BYTES) {
            throw new FrameException("no end of the header in its first " + MAX_BYTES + " bytes", bytes, from, to);
        }
        return null;
    }

    private static long contentLength(byte[] bytes, int from, int to) throws FrameException {
        String lines = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        Matcher found = CONTENT_LENGTH.matcher(lines.toLowerCase(Locale.ROOT));
        if (!found.find()) {
            throw new FrameException("a header without a Content-Length that is a number of bytes", bytes, from, to);
        }
        return Long.parseLong(found.group(1));
    }
}
