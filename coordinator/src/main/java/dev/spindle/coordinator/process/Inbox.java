package dev.spindle.coordinator.process;

import dev.spindle.protocol.channel.Excerpt;
import dev.spindle.protocol.channel.StreamFrameSource;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.codec.WireTap;
import dev.spindle.protocol.message.FromWorker;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages from a worker, as many at a time as came together: the pool's lock is taken once for all of them. */
final class Inbox {
    private static final int MOST_AT_ONCE = 512;

    private final StreamFrameSource frames;
    private final List<FromWorker> batch = new ArrayList<>();
    private final @Nullable WireTap tap;

    /** @param tap told of what is received; null for nobody */
    Inbox(InputStream in, int maxFrameBytes, @Nullable WireTap tap) {
        this.tap = tap;
        this.frames = new StreamFrameSource(in, maxFrameBytes);
    }

    /** Waits for the next messages; null at the end of the stream. The list is used again by the next call. */
    @Nullable
    List<FromWorker> next() throws IOException, MessageException {
        batch.clear();
        do {
            if (!frames.next()) {
                return batch.isEmpty() ? null : batch;
            }
            long arrived = tap == null ? 0 : System.nanoTime();
            batch.add(MessageReader.fromWorker(frames.bytes(), frames.offset(), frames.length()));
            if (tap != null) {
                tap.received(arrived, System.nanoTime(), frames.bytes(), frames.offset(), frames.length());
            }
        } while (batch.size() < MOST_AT_ONCE && frames.hasBuffered());
        return batch;
    }

    /** Whether {@link #next} would not wait. */
    boolean isReady() throws IOException {
        return frames.isReady();
    }

    /** The frame that was none of a message, for people. */
    String excerpt() {
        return Excerpt.of(frames.bytes(), frames.offset(), frames.offset() + frames.length());
    }

    /** What had been read of the batch when {@link #next} threw. */
    List<FromWorker> last() {
        return batch;
    }
}
