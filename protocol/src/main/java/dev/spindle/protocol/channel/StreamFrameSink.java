package dev.spindle.protocol.channel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Frames into a stream of bytes: small ones coalesce in a buffer, a large one is written from where it is. */
public final class StreamFrameSink implements FrameSink {
    private static final int BUFFER_BYTES = 1 << 16;

    /** No pipe holds more; the JDK copies what it is to write, as much as it is given. */
    private static final int LARGEST_WRITE = 1 << 16;

    private final OutputStream out;
    private final Framing framing;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;

    /** Writes to {@code out}, which needs no buffer of its own. */
    public StreamFrameSink(OutputStream out, Framing framing) {
        this.out = out;
        this.framing = framing;
    }

    @Override
    public void put(byte[] bytes, int offset, int length) throws IOException {
        if (framing == Framing.HEADER) {
            byte[] header = ("Content-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            add(header, 0, header.length);
            add(bytes, offset, length);
        } else {
            add(bytes, offset, length);
            if (filled == buffer.length) {
                flush();
            }
            buffer[filled++] = '\n';
        }
    }

    private void add(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.length - filled) {
            flush();
        }
        if (length > buffer.length) {
            int end = offset + length;
            for (int at = offset; at < end; at += LARGEST_WRITE) {
                out.write(bytes, at, Math.min(end - at, LARGEST_WRITE));
            }
        } else {
            System.arraycopy(bytes, offset, buffer, filled, length);
            filled += length;
        }
    }

    @Override
    public void flush() throws IOException {
        if (filled > 0) {
            int length = filled;
            filled = 0;
            out.write(buffer, 0, length);
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
