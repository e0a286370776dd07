package dev.spindle.coordinator.control;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** JSON objects over a socket, a line each, bounded in size and time. For one thread; {@link #close} for any. */
final class Messages implements Closeable {
    private static final int FIRST_BYTES = 1 << 12;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    /** What has come and is in no message yet, up to its position. */
    private ByteBuffer unread = ByteBuffer.allocate(FIRST_BYTES);

    /** @param channel closed with this, or when it cannot be used */
    Messages(SocketChannel channel) throws IOException {
        this.channel = channel;
        try {
            channel.configureBlocking(false);
            this.selector = Selector.open();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    /** The next message, if it comes within that time and has no more bytes. */
    Map<String, Object> read(int mostBytes, long millis) throws IOException {
        long end = end(millis);
        int looked = 0;
        while (true) {
            for (; looked < unread.position(); looked++) {
                if (unread.get(looked) == '\n') {
                    return object(take(looked));
                }
            }
            if (!unread.hasRemaining()) {
                if (unread.capacity() >= mostBytes) {
                    throw new IOException("a message of more than " + mostBytes + " bytes");
                }
                int size = (int) Math.min(mostBytes, 2L * unread.capacity());
                unread = ByteBuffer.wrap(Arrays.copyOf(unread.array(), size)).position(unread.position());
            }
            int read = channel.read(unread);
            if (read < 0) {
                throw new EOFException("the other side has left");
            }
            if (read == 0) {
                await(SelectionKey.OP_READ, end);
            }
        }
    }

    /** The first line of what was read, which has so many bytes. */
    private String take(int length) {
        String line = new String(unread.array(), 0, length, StandardCharsets.UTF_8);
        unread.limit(unread.position()).position(length + 1);
        unread.compact();
        return line;
    }

    private static Map<String, Object> object(String text) throws IOException {
        try {
            if (Values.read(RawJson.of(text), Object.class) instanceof Map<?, ?> members) {
                Map<String, Object> object = new LinkedHashMap<>();
                members.forEach((name, value) -> object.put(String.valueOf(name), value));
                return object;
            }
        } catch (ValueException | IllegalArgumentException e) {
            throw new IOException("a message that is no JSON", e);
        }
        throw new IOException("a message that is no JSON object");
    }

    /** Sends a message, if the other side takes it within that time. */
    void write(Map<String, Object> message, long millis) throws IOException {
        long end = end(millis);
        RawJson json;
        try {
            json = Values.write(message);
        } catch (ValueException e) {
            throw new IOException("a message that cannot be written", e);
        }
        ByteBuffer line = ByteBuffer.allocate(json.length() + 1);
        line.put(json.shared()).put((byte) '\n').flip();
        while (line.hasRemaining()) {
            if (channel.write(line) == 0) {
                await(SelectionKey.OP_WRITE, end);
            }
        }
    }

    /** Whether the other side has left, or says what nobody asked for. */
    boolean isOver() {
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Waits until the other side has left. */
    void awaitEnd() throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        while (!isOver()) {
            selector.select();
            selector.selectedKeys().clear();
        }
    }

    private static long end(long millis) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void await(int what, long end) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new IOException("no answer in time");
        }
        key.interestOps(what);
        selector.select(left);
        selector.selectedKeys().clear();
        if (!selector.isOpen() || Thread.currentThread().isInterrupted()) {
            throw new IOException("closed meanwhile");
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            // it is over all the same
        }
    }
}
