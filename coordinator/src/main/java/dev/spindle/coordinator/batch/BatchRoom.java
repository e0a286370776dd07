package dev.spindle.coordinator.batch;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Keeps bounded what lies between the reading of an input and the writing of its results. Thread-safe. */
public final class BatchRoom {
    /** Batches that wait at the engine for each job that can run: so that there is one whenever one ends. */
    private static final int BATCHES_PER_SLOT = 3;

    private static final int FEWEST = 4;
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final IntSupplier slots;
    private final long mostBytes;
    private int batches;
    private long bytes;
    private boolean closed;

    /**
     * A room with nothing in it.
     *
     * @param slots how many jobs can run at a time now
     * @param mostBytes so many at most, but for the first batch
     */
    public BatchRoom(IntSupplier slots, long mostBytes) {
        this.slots = slots;
        this.mostBytes = mostBytes;
    }

    /** Waits until there is room for a batch; false when there is to be none any more. */
    public synchronized boolean await() throws InterruptedException {
        while (!closed && batches > 0 && (bytes >= mostBytes || batches >= most(slots.getAsInt()))) {
            TimeUnit.MILLISECONDS.timedWait(this, LOOK_AGAIN_MILLIS); // machines come and go, which nobody tells
        }
        return !closed;
    }

    /** How many batches there are room for where so many jobs can run at a time. */
    static int most(int slots) {
        return Math.max(FEWEST, slots * BATCHES_PER_SLOT);
    }

    /** So many bytes are taken by a batch, or by a part of one. */
    public synchronized void enter(int batchCount, long byteCount) {
        batches += batchCount;
        bytes += byteCount;
    }

    /** They are not any more. */
    public synchronized void leave(int batchCount, long byteCount) {
        batches -= batchCount;
        bytes -= byteCount;
        notifyAll();
    }

    /** Nothing is to come in any more. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
