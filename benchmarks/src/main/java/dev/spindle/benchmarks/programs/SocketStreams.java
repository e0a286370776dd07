package dev.spindle.benchmarks.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The two streams of a socket, of which one thread may read while another writes: the JDK's own share a lock on Java 17. */
final class SocketStreams {
    /** The JDK copies what is read and written through memory outside the heap, as much as is asked for. */
    private static final int MOST_AT_ONCE = 1 << 16;

    private SocketStreams() {}

    static Link of(SocketChannel socket) {
        return new Link(new Reading(socket), new Writing(socket));
    }

    private static final class Reading extends InputStream {
        private final SocketChannel socket;

        Reading(SocketChannel socket) {
            this.socket = socket;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return socket.read(ByteBuffer.wrap(bytes, offset, Math.min(length, MOST_AT_ONCE)));
        }
    }

    private static final class Writing extends OutputStream {
        private final SocketChannel socket;

        Writing(SocketChannel socket) {
            this.socket = socket;
        }

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int written = 0; written < length; ) {
                int size = Math.min(length - written, MOST_AT_ONCE);
                written += socket.write(ByteBuffer.wrap(bytes, offset + written, size));
            }
        }
    }
}
