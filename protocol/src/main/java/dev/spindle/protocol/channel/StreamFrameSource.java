package dev.spindle.protocol.channel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Frames out of a stream of bytes, of either framing, told apart by a frame's first byte. The buffer grows with what really comes,
 * whatever a header promises, and falls back to its first size when a large frame is done with.
 */
public final class StreamFrameSource implements FrameSource {
    private static final int FIRST_BYTES = 1 << 16;
    /** A buffer grown past this is not kept for the small frames that follow. */
    private static final int KEPT_BYTES = 1 << 20;
    /** Some virtual machines have no longer arrays. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final InputStream in;
    private int maxFrameBytes;
    private byte[] buffer = new byte[FIRST_BYTES];
    /** What has been read and not yet been handed out: from {@code start} to {@code end}. */
    private int start;

    private int end;
    /** No line ends before here: where the search for a newline goes on. */
    private int scanned;

    private int frameOffset;
    private int frameLength;

    /** Reads from {@code in}, which needs no buffer of its own. */
    public StreamFrameSource(InputStream in, int maxFrameBytes) {
        this.in = in;
        limit(maxFrameBytes);
    }

    @Override
    public boolean next() throws IOException {
        while (!takeFrame()) {
            if (!fill()) {
                if (start == end) {
                    return false;
                }
                if (buffer[start] != '{' && !Header.announcedBy(buffer[start])) {
                    throw new FrameException("neither JSON nor a Content-Length header", buffer, start, end);
                }
                throw new EOFException(
                        "the stream ended in the middle of a message, after: " + Excerpt.of(buffer, start, end));
            }
        }
        return true;
    }

    @Override
    public boolean hasBuffered() {
        int at = firstNotBlank();
        if (at == end) {
            return false;
        }
        if (!Header.announcedBy(buffer[at])) {
            return newlineFrom(Math.max(at, scanned)) >= 0;
        }
        try {
            Header header = Header.read(buffer, at, end);
            return header != null && (header.length() > maxFrameBytes || end - header.body() >= header.length());
        } catch (FrameException thrownByNext) {
            return true;
        }
    }

    /** Whether {@link #next} would not wait; takes in what has come. */
    public boolean isReady() throws IOException {
        return hasBuffered() || (in.available() > 0 && fill() && hasBuffered());
    }

    /** Whether a whole frame was there: it is the current one now. */
    private boolean takeFrame() throws FrameException {
        start = firstNotBlank();
        if (start == end) {
            return false;
        }
        return Header.announcedBy(buffer[start]) ? takeBody() : takeLine();
    }

    private boolean takeBody() throws FrameException {
        Header header = Header.read(buffer, start, end);
        if (header == null) {
            return false;
        }
        if (header.length() > maxFrameBytes) {
            throw overCap();
        }
        int length = (int) header.length();
        if (end - header.body() < length) {
            return false;
        }
        current(header.body(), length, header.body() + length);
        return true;
    }

    private boolean takeLine() throws FrameException {
        int newline = newlineFrom(Math.max(start, scanned));
        scanned = end;
        int lineEnd = newline < 0 ? end : newline;
        if (buffer[lineEnd - 1] == '\r') {
            lineEnd--;
        }
        if (lineEnd - start > maxFrameBytes) {
            throw overCap();
        }
        if (newline < 0) {
            return false;
        }
        current(start, lineEnd - start, newline + 1);
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
            if (buffer.length > KEPT_BYTES) {
                buffer = new byte[FIRST_BYTES];
            }
        } else if (end == buffer.length) {
            makeRoom();
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }

    /** Moves what is kept to the front: of a longer buffer if it fills more than half of this one, of a short one if it is little. */
    private void makeRoom() {
        int kept = end - start;
        byte[] target = buffer;
        if (kept > buffer.length / 2) {
            target = new byte[(int) Math.min(2L * buffer.length, MOST_BYTES)];
        } else if (buffer.length > KEPT_BYTES && kept <= FIRST_BYTES / 2) {
            target = new byte[FIRST_BYTES];
        }
        System.arraycopy(buffer, start, target, 0, kept);
        buffer = target;
        scanned = Math.max(0, scanned - start);
        start = 0;
        end = kept;
    }

    private int firstNotBlank() {
        int at = start;
        while (at < end && isBlank(buffer[at])) {
            at++;
        }
        return at;
    }

    private int newlineFrom(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isBlank(byte b) {
        return b == '\n' || b == '\r' || b == ' ' || b == '\t';
    }

    private FrameException overCap() {
        return FrameException.overCap(maxFrameBytes, buffer, start, end);
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
    public void limit(int bytes) {
        maxFrameBytes = Math.min(bytes, MOST_BYTES - 2 * Header.MAX_BYTES);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
