package dev.spindle.protocol.channel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Frames out of a stream of bytes, of either framing, told apart by a frame's first byte. The buffer grows to the largest frame and
 * falls back to its first size when a large frame is done with.
 */
public final class StreamFrameSource implements FrameSource {
    private static final int BUFFER_BYTES = 1 << 16;
    /** More header than this before a Content-Length's body is no header. */
    private static final int MAX_HEADER_BYTES = 1 << 12;

    private final InputStream in;
    private final int maxFrameBytes;
    private byte[] buffer = new byte[BUFFER_BYTES];
    /** What has been read and not yet been handed out: from {@code start} to {@code end}. */
    private int start;

    private int end;
    /** No frame ends before here: where the search for a newline goes on. */
    private int scanned;

    private int frameOffset;
    private int frameLength;

    /** Reads from {@code in}, which needs no buffer of its own. */
    public StreamFrameSource(InputStream in, int maxFrameBytes) {
        this.in = in;
        this.maxFrameBytes = maxFrameBytes;
    }

    @Override
    public boolean next() throws IOException {
        while (!takeFrame()) {
            if (!fill()) {
                if (start == end) {
                    return false;
                }
                throw new EOFException("the stream ended in the middle of a message, after: " + excerpt());
            }
        }
        return true;
    }

    @Override
    public boolean hasBuffered() {
        int at = start;
        while (at < end && isBlank(buffer[at])) {
            at++;
        }
        if (at == end) {
            return false;
        }
        if (!isHeader(buffer[at])) {
            return indexOf((byte) '\n', Math.max(at, scanned)) >= 0;
        }
        int body = headerEnd(at);
        return body >= 0 && end - body >= contentLengthOrZero(at, body);
    }

    /** Whether a whole frame was there: it is the current one now. */
    private boolean takeFrame() throws FrameException {
        while (start < end && isBlank(buffer[start])) {
            start++;
        }
        if (start == end) {
            return false;
        }
        if (isHeader(buffer[start])) {
            int body = headerEnd(start);
            if (body < 0) {
                if (end - start > MAX_HEADER_BYTES) {
                    throw new FrameException("no end of the header in its first " + MAX_HEADER_BYTES + " bytes: " + excerpt());
                }
                return false;
            }
            int length = contentLength(start, body);
            if (end - body < length) {
                return false;
            }
            current(body, length, body + length);
            return true;
        }
        int newline = indexOf((byte) '\n', Math.max(start, scanned));
        scanned = end;
        if ((newline < 0 ? end : newline) - start > maxFrameBytes) {
            throw overCap();
        }
        if (newline < 0) {
            return false;
        }
        current(start, newline - start, newline + 1);
        return true;
    }

    private void current(int offset, int length, int next) {
        frameOffset = offset;
        frameLength = length;
        start = next;
        scanned = next;
    }

    /** Reads more bytes behind those that are here; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (start == end) {
            start = end = scanned = 0;
            if (buffer.length > BUFFER_BYTES) {
                buffer = new byte[BUFFER_BYTES];
            }
        } else if (end == buffer.length) {
            int kept = end - start;
            byte[] target = buffer;
            if (kept > buffer.length / 2) {
                target = new byte[(int) Math.min(2L * buffer.length, Integer.MAX_VALUE - 8)];
            }
            System.arraycopy(buffer, start, target, 0, kept);
            buffer = target;
            scanned = Math.max(0, scanned - start);
            start = 0;
            end = kept;
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }

    private int indexOf(byte wanted, int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isBlank(byte b) {
        return b == '\n' || b == '\r' || b == ' ' || b == '\t';
    }

    private static boolean isHeader(byte first) {
        return first == 'C' || first == 'c';
    }

    /** Where the body begins behind the header that starts {@code at}, or -1. */
    private int headerEnd(int at) {
        for (int i = at; i + 3 < end; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private int contentLengthOrZero(int at, int body) {
        try {
            return contentLength(at, body);
        } catch (FrameException reportedByNext) {
            return 0;
        }
    }

    private int contentLength(int at, int body) throws FrameException {
        String header = new String(buffer, at, body - at, StandardCharsets.ISO_8859_1);
        for (String line : header.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).trim().toLowerCase(Locale.ROOT).equals("content-length")) {
                try {
                    long length = Long.parseLong(line.substring(colon + 1).trim());
                    if (length > maxFrameBytes) {
                        throw overCap();
                    }
                    if (length >= 0) {
                        return (int) length;
                    }
                } catch (NumberFormatException e) {
                    // no length: said below
                }
            }
        }
        throw new FrameException("a header without a Content-Length that is a number of bytes: " + excerpt());
    }

    private FrameException overCap() {
        return new FrameException("a message over the cap of " + maxFrameBytes + " bytes, which begins: " + excerpt());
    }

    /** The first bytes of what is here, for an error's message. */
    private String excerpt() {
        byte[] first = Arrays.copyOfRange(buffer, start, Math.min(end, start + 200));
        String text = new String(first, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "·");
        return end - start > first.length ? text + "…" : text;
    }

    @Override
    public byte[] bytes() {
        return buffer;
    }

    @Override
    public int offset() {
        return frameOffset;
    }

    @Override
    public int length() {
        return frameLength;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
