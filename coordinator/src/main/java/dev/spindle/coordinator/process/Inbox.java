package dev.spindle.coordinator.process;

import dev.spindle.protocol.channel.BlobReader;
import dev.spindle.protocol.channel.Excerpt;
import dev.spindle.protocol.channel.StreamFrameSource;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.codec.WireTap;
import dev.spindle.protocol.message.ErrorObject;
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
    private final @Nullable BlobReader blobs;
    private final @Nullable WireTap tap;

    /**
     * @param blobs reads those beside the results; null when there are to be none
     * @param tap told of what is received; null for nobody
     */
    Inbox(InputStream in, int maxFrameBytes, @Nullable BlobReader blobs, @Nullable WireTap tap) {
        this.blobs = blobs;
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
            batch.add(withBlobs(MessageReader.fromWorker(frames.bytes(), frames.offset(), frames.length())));
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

    /** A result whose blobs cannot be read is that job's failure. */
    private FromWorker withBlobs(FromWorker message) {
        if (!(message instanceof FromWorker.Result result)
                || result.value().references().isEmpty()) {
            return message;
        }
        String why;
        try {
            if (blobs != null) {
                return new FromWorker.Result(result.id(), blobs.read(result.value()));
            }
            why = "no file for blobs was named";
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        } catch (OutOfMemoryError e) {
            why = "too little memory for a blob: give this JVM a larger heap";
        }
        String text = "the result refers to a blob that cannot be read: " + why;
        return new FromWorker.Failure(result.id(), new ErrorObject(ErrorObject.RESULT_NOT_SERIALIZABLE, text, null));
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
