package dev.spindle.worker.runtime;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.FrameSink;
import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.codec.WireTap;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one door through which messages leave. Each is written out before the call returns. Thread-safe; the monitor is the lock, as
 * it alone is released whatever a stack overflow cuts short.
 *
 * <p>The door also knows which attempt may speak: what a job prints and tells leaves before the job's answer or not at all, because
 * the answer takes the permission away in the same step.
 */
final class Outgoing {
    /** Room for the rest of a message around a payload. */
    private static final int ENVELOPE_BYTES = 256;

    private static final int LONGEST_TEXT_CHARS = 1 << 16;
    private static final int LONGEST_ERROR_CHARS = 1 << 12;
    /** An escaped character, as in {@code \}{@code u0000}. */
    private static final int BYTES_PER_CHAR = 6;

    private final FrameSink sink;
    private final Departure departure;
    private final @Nullable WireTap tap;
    private long encodingBegan;
    private @Nullable MessageWriter writer;
    /** For the message that says that there was no memory for a message. */
    private @Nullable MessageWriter spare;

    private int maxFrameBytes = Message.DEFAULT_MAX_FRAME_BYTES;
    private long speaking = Message.NO_ID;
    /** Which job of a chunk speaks. Set for each of them: without the lock, by the thread that most often prints. */
    private final AtomicInteger item = new AtomicInteger(FromWorker.NO_ITEM);

    private boolean writing;
    private boolean saidGoodbye;

    Outgoing(FrameSink sink, Departure departure, @Nullable WireTap tap) {
        this.sink = sink;
        this.departure = departure;
        this.tap = tap;
    }

    /** Makes now what the first message would have to wait for. */
    synchronized void prepare() {
        if (writer == null) {
            writer = new MessageWriter();
        }
        spare = new MessageWriter();
    }

    /** No message longer than this leaves from now on. */
    synchronized void limit(int bytes) {
        maxFrameBytes = bytes;
    }

    /** How long a message may be. */
    synchronized int limit() {
        return maxFrameBytes;
    }

    /** From now on the attempt {@code id} may print and tell of its progress. */
    synchronized void begin(long id) {
        speaking = id;
        item.set(FromWorker.NO_ITEM);
    }

    /** The attempt that runs; {@link Message#NO_ID} for none. */
    synchronized long speaking() {
        return speaking;
    }

    /** Which job of it runs, where it is a chunk; else {@link FromWorker#NO_ITEM}. */
    int item() {
        return item.get();
    }

    /** From now on it is the job {@code index} of the attempt, a chunk, that speaks. */
    void beginItem(int index) {
        item.lazySet(index);
    }

    /**
     * Sends the attempt's one answer, after which it says nothing more. An answer over the cap becomes an error that says so, and this
     * false.
     */
    synchronized boolean answer(FromWorker answer) {
        speaking = Message.NO_ID;
        return send(answer);
    }

    /** Sends {@code message}; an answer over the cap becomes an error that says so, and this false. */
    synchronized boolean send(FromWorker message) {
        if (message instanceof FromWorker.Result result
                && result.value().lengthInMessage() > maxFrameBytes - ENVELOPE_BYTES) {
            write(encode(overCap(result)));
            return false;
        }
        MessageWriter encoded = encode(message);
        if (message instanceof FromWorker.Failure failure && encoded.length() > maxFrameBytes) {
            encoded = encode(withoutData(failure));
        }
        write(encoded);
        return true;
    }

    /** Sends what a job printed; false, and nothing sent, while no job runs. */
    synchronized boolean output(FromWorker.Stream stream, String text) {
        // What prints inside the JVM (an agent, a warning) may get here from inside a write.
        if (speaking == Message.NO_ID || writing) {
            return false;
        }
        int longest = Math.max(2, Math.min(LONGEST_TEXT_CHARS, (maxFrameBytes - ENVELOPE_BYTES) / BYTES_PER_CHAR));
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + longest);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            write(encode(new FromWorker.Output(speaking, item.get(), stream, text.substring(from, to))));
            from = to;
        }
        return true;
    }

    /** Sends news from inside the attempt {@code id}, unless it is over already or the news are over the cap. */
    synchronized void progress(long id, int ofItem, RawJson value) {
        boolean speaks = speaking == id && item.get() == ofItem;
        if (speaks && !writing && value.length() <= maxFrameBytes - ENVELOPE_BYTES) {
            write(encode(new FromWorker.Progress(id, ofItem, value)));
        }
    }

    /**
     * Sends the bytes of a heartbeat. False once nobody can hear one: after goodbye, or when the channel broke. That is no reason to
     * leave, as a coordinator that has asked a worker to exit need not read on; an answer that cannot be written will be one.
     */
    synchronized boolean beat(byte[] heartbeat) {
        if (saidGoodbye) {
            return false;
        }
        if (tap != null) {
            encodingBegan = System.nanoTime();
        }
        try {
            put(heartbeat, heartbeat.length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends {@code goodbye} if there is still somebody to read it: the process ends as it would have without. */
    synchronized void farewell(FromWorker.Goodbye goodbye) {
        saidGoodbye = true;
        try {
            MessageWriter encoded = encode(goodbye);
            put(encoded.bytes(), encoded.length());
        } catch (IOException e) {
            // A coordinator that has asked a worker to exit need not wait for its last words.
        }
        if (tap != null) {
            tap.ended();
        }
    }

    private void write(MessageWriter encoded) {
        try {
            put(encoded.bytes(), encoded.length());
        } catch (IOException | RuntimeException | Error e) {
            // Half a frame may be out: nothing sent from here on could be understood, so the process is of no use any
            // more. A
            // recursion that prints until its stack is full does not get here: encoding takes more stack, and came
            // first.
            int status = e instanceof OutOfMemoryError ? Departure.OUT_OF_MEMORY : Departure.CHANNEL_BROKEN;
            departure.atOnce(status, "cannot write to the coordinator: ".concat(e.toString()));
        }
    }

    private void put(byte[] bytes, int length) throws IOException {
        writing = true;
        try {
            if (tap != null) {
                tap.sent(encodingBegan, System.nanoTime(), bytes, 0, length);
            }
            sink.put(bytes, 0, length);
            sink.flush();
        } finally {
            writing = false;
        }
    }

    /** When this throws nothing has left yet, and the next message finds a writer without the remains of this one. */
    private MessageWriter encode(FromWorker message) {
        if (tap != null) {
            encodingBegan = System.nanoTime();
        }
        MessageWriter encoding = writer;
        if (encoding == null) {
            encoding = spare == null ? new MessageWriter() : spare;
            spare = null;
        }
        writer = null;
        encoding.encode(message);
        writer = encoding;
        return encoding;
    }

    private FromWorker overCap(FromWorker.Result result) {
        String message = "the result has " + result.value().lengthInMessage()
                + " bytes as JSON, too many for a message of at most " + maxFrameBytes + " bytes";
        return new FromWorker.Failure(result.id(), new ErrorObject(ErrorObject.RESULT_NOT_SERIALIZABLE, message, null));
    }

    private FromWorker withoutData(FromWorker.Failure failure) {
        String message = failure.error().message();
        int longest = Math.max(0, Math.min(LONGEST_ERROR_CHARS, (maxFrameBytes - ENVELOPE_BYTES) / BYTES_PER_CHAR));
        String cut = message.length() <= longest ? message : message.substring(0, longest);
        return new FromWorker.Failure(
                failure.id(), new ErrorObject(failure.error().code(), cut, null));
    }
}
