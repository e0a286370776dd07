package dev.spindle.protocol.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A connected socket, TCP or Unix domain, as a {@link Duplex}. The channel below never blocks: a blocking one is closed by an interrupt of
 * the thread that reads or writes, and both a caller that writes and a job that answers may be interrupted at any time. Each direction
 * waits by a selector of its own instead.
 */
public final class SocketDuplex {
    /**
     * More than the kernel grants by default and less than it refuses: what a pool writes without expecting to wait are a few hundred
     * messages, each of which the kernel counts with some 700 bytes beside its own.
     */
    private static final int BUFFER_BYTES = 208 << 10;

    /** The JDK copies what is written and read through memory outside the heap, as much as is asked for, and keeps that for each thread. */
    private static final int MOST_AT_ONCE = 1 << 17;

    private SocketDuplex() {}

    /**
     * Connects, shows the token, and waits for the answer that only who gave out the token knows.
     *
     * @throws IOException when nobody is there, or it is somebody else
     */
    public static Duplex connect(SocketAddress address, String token, String answer) throws IOException {
        Duplex duplex = of(SocketChannel.open(address));
        try {
            duplex.out().write(token.concat("\n").getBytes(StandardCharsets.US_ASCII));
            byte[] expected = answer.concat("\n").getBytes(StandardCharsets.US_ASCII);
            if (!MessageDigest.isEqual(expected, duplex.in().readNBytes(expected.length))) {
                throw new IOException("who listens there does not know the answer to the token");
            }
        } catch (IOException | RuntimeException | Error e) {
            duplex.in().close();
            throw e;
        }
        return duplex;
    }

    /** The two streams of {@code channel}, which is closed with either of them. */
    public static Duplex of(SocketChannel channel) throws IOException {
        try {
            return streams(channel);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static Duplex streams(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // what is written is to leave at once
        }
        Side reading = new Side(channel, SelectionKey.OP_READ);
        Side writing;
        try {
            writing = new Side(channel, SelectionKey.OP_WRITE);
        } catch (IOException e) {
            reading.selector.close();
            throw e;
        }
        return new Duplex(new Input(reading, writing), new Output(reading, writing));
    }

    private static void close(Side reading, Side writing) throws IOException {
        try (SocketChannel closedLast = reading.channel) {
            reading.selector.close(); // wakes up who waits there
            writing.selector.close();
        }
    }

    /** One direction of a socket, and how to wait for it. */
    private static final class Side {
        final SocketChannel channel;
        final Selector selector;

        Side(SocketChannel channel, int operation) throws IOException {
            this.channel = channel;
            this.selector = Selector.open();
            channel.register(selector, operation);
        }

        /** Whether there is something to do. */
        boolean isReady() throws IOException {
            try {
                selector.selectNow();
                return !selector.selectedKeys().isEmpty();
            } catch (ClosedSelectorException e) {
                throw new AsynchronousCloseException();
            }
        }

        /** Until there is something to do, whoever interrupts meanwhile. */
        void await() throws IOException {
            boolean interrupted = false;
            try {
                do {
                    interrupted |= Thread.interrupted();
                    selector.select();
                } while (selector.selectedKeys().isEmpty());
                selector.selectedKeys().clear();
            } catch (ClosedSelectorException e) {
                throw new AsynchronousCloseException();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static final class Input extends InputStream {
        private final Side reading;
        private final Side writing;
        /** All that had come was read: asking for more would be in vain. */
        private boolean drained = true;

        Input(Side reading, Side writing) {
            this.reading = reading;
            this.writing = writing;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        /** Whatever ends the connection ends the stream: a process that dies with something unread resets it, which is no news. */
        @Override
        public int read(byte[] bytes, int offset, int length) {
            int wanted = Math.min(length, MOST_AT_ONCE);
            try {
                int read = 0;
                while (read == 0 && wanted > 0) {
                    if (drained) {
                        reading.await();
                    }
                    read = reading.channel.read(ByteBuffer.wrap(bytes, offset, wanted));
                    drained = read >= 0 && read < wanted;
                }
                return read;
            } catch (IOException e) {
                return -1;
            }
        }

        /** One, when a read would not wait: how many there are is not known. */
        @Override
        public int available() throws IOException {
            return !drained || reading.isReady() ? 1 : 0;
        }

        @Override
        public void close() throws IOException {
            SocketDuplex.close(reading, writing);
        }
    }

    private static final class Output extends OutputStream {
        private final Side reading;
        private final Side writing;

        Output(Side reading, Side writing) {
            this.reading = reading;
            this.writing = writing;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int end = offset + length;
            int at = offset;
            while (at < end) {
                int written = writing.channel.write(ByteBuffer.wrap(bytes, at, Math.min(end - at, MOST_AT_ONCE)));
                if (written == 0) {
                    writing.await();
                }
                at += written;
            }
        }

        @Override
        public void close() throws IOException {
            SocketDuplex.close(reading, writing);
        }
    }
}
