package dev.spindle.protocol.channel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Frames out of a stream of bytes, of either framing, told apart by a frame's first byte. The buffer grows with what really comes,
 * whatever a header promises, and falls back to its first size when no large frame has come for a while.
 */
public final class StreamFrameSource implements FrameSource {
    private static final int FIRST_BYTES = 1 << 16;
    /** No pipe holds more; the JDK asks for memory for as much as is asked for, every time. */
    private static final int LARGEST_READ = 1 << 16;

    /** A buffer grown past this is not kept when so many times nothing large has come. */
    private static final int KEPT_BYTES = 1 << 20;

    private static final int MOST_SMALL = 64;
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

    /** So many times the buffer was empty since a frame came that is larger than it was at first. */
    private int small;

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
        if (length > FIRST_BYTES) {
            small = 0;
        }
        start = next;
        scanned = next;
    }

    /** Reads more bytes behind those that are here; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (start == end) {
            start = end = scanned = 0;
            if (buffer.length > KEPT_BYTES && ++small > MOST_SMALL) {
                buffer = new byte[FIRST_BYTES];
            }
        } else if (end == buffer.length) {
            makeRoom();
        }
        int read = in.read(buffer, end, Math.min(buffer.length - end, LARGEST_READ));
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
        } else if (buffer.length > KEPT_BYTES && kept <= FIRST_BYTES / 2 && small > MOST_SMALL) {
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
        ByteBuffer eights = ByteBuffer.wrap(buffer).order(ByteOrder.nativeOrder());
        int i = from;
        while (i + 8 <= end && !hasNewline(eights.getLong(i))) {
            i += 8;
        }
        while (i < end && buffer[i] != '\n') {
            i++;
        }
        return i < end ? i : -1;
    }

    /** Whether one of eight bytes is a newline (Hacker's Delight by H. S. Warren, 6-1, "Find First 0-Byte"). */
    private static boolean hasNewline(long eight) {
        long zeroThere = eight ^ 0x0A0A0A0A0A0A0A0AL;
        return ((zeroThere - 0x0101010101010101L) & ~zeroThere & 0x8080808080808080L) != 0;
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
