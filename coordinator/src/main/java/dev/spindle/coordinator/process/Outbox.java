package dev.spindle.coordinator.process;

import dev.spindle.coordinator.WriteAhead;
import dev.spindle.protocol.channel.FrameSink;
import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.codec.WireTap;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one worker, in order. Whoever flushes writes for all: a second caller leaves, and the first looks again when it is
 * done. Only what surely fits into the pipe is written in the caller's thread; the rest by a thread that may block.
 */
final class Outbox {
    /** More than a worker that reads ever leaves unread. */
    static final int MOST_ANSWERS = 1_000;

    private final ConcurrentLinkedQueue<Message> waiting = new ConcurrentLinkedQueue<>();
    /** Of those that wait: answers to what the worker asked. */
    private final AtomicInteger answers = new AtomicInteger();

    private final ReentrantLock writing = new ReentrantLock();
    private final MessageWriter writer = new MessageWriter();
    private final Queue<Message> leaving = new ArrayDeque<>();
    private final WriteAhead writeAhead;
    private final Executor writers;
    private final Runnable broken;
    private final @Nullable WireTap tap;
    private volatile @Nullable FrameSink sink;

    /**
     * @param writeAhead asked before anything leaves
     * @param broken run when the other side does not take any more
     * @param tap told of what is sent; null for nobody
     */
    Outbox(WriteAhead writeAhead, Executor writers, Runnable broken, @Nullable WireTap tap) {
        this.writeAhead = writeAhead;
        this.writers = writers;
        this.broken = broken;
        this.tap = tap;
    }

    void open(FrameSink opened) {
        sink = opened;
    }

    void close() {
        sink = null;
        waiting.clear();
    }

    /** Runs {@code last} when nobody is writing any more, once it is closed and what was open is, too. */
    void afterLast(Runnable last) {
        writing.lock();
        try {
            last.run();
        } finally {
            writing.unlock();
        }
    }

    void add(Message message) {
        waiting.add(message);
    }

    /** As {@link #add}, for an answer; false, and dropped, while so many wait that the worker cannot be reading them. */
    boolean offer(FromWorker.Failure answer) {
        if (answers.incrementAndGet() > MOST_ANSWERS) {
            answers.decrementAndGet();
            return false;
        }
        waiting.add(answer);
        return true;
    }

    void flush(boolean wontBlock) {
        if (!wontBlock) {
            writers.execute(this::writeAll);
        } else {
            writeAll();
        }
    }

    private void writeAll() {
        while (!waiting.isEmpty() && sink != null && writing.tryLock()) {
            boolean written;
            try {
                written = writeWaiting();
            } finally {
                writing.unlock();
            }
            if (!written) {
                close();
                broken.run();
            }
        }
    }

    /** False when the pipe is closed, what was to be written ahead cannot be, or a message was lost for want of memory: the worker is ended then, and its jobs go elsewhere. */
    private boolean writeWaiting() {
        FrameSink open = sink;
        if (open == null) {
            return true;
        }
        try {
            for (Message message = waiting.poll(); message != null; message = waiting.poll()) {
                leaving.add(message);
            }
            if (!writeAhead.commit()) { // after the last was taken: what it is about was noted before it was added
                return false;
            }
            for (Message message = leaving.poll(); message != null; message = leaving.poll()) {
                if (message instanceof FromWorker.Failure) {
                    answers.decrementAndGet();
                }
                long began = tap == null ? 0 : System.nanoTime();
                writer.encode(message);
                if (tap != null) {
                    tap.sent(began, System.nanoTime(), writer.bytes(), 0, writer.length());
                }
                open.put(writer.bytes(), 0, writer.length());
            }
            open.flush();
            return true;
        } catch (IOException | OutOfMemoryError e) {
            return false;
        }
    }
}
