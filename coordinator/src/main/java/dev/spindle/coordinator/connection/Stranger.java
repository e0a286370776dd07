package dev.spindle.coordinator.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A connection that has not shown its token yet. Not a byte more than a token is read of it. For one thread. */
final class Stranger {
    private final SocketChannel channel;
    private final long since;
    private final ByteBuffer shown = ByteBuffer.allocate(Tokens.LENGTH + 1);

    /** @param since when it came, as {@link System#nanoTime} tells it */
    Stranger(SocketChannel channel, long since) {
        this.channel = channel;
        this.since = since;
    }

    SocketChannel channel() {
        return channel;
    }

    long since() {
        return since;
    }

    /** As many characters as a token and the end of its line have, once they came; empty when it ended before; null while it may go on. */
    @Nullable
    String read() {
        try {
            int read = channel.read(shown);
            if (shown.hasRemaining()) {
                return read < 0 ? "" : null;
            }
        } catch (IOException e) {
            return "";
        }
        return new String(shown.array(), StandardCharsets.ISO_8859_1);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone
        }
    }
}
