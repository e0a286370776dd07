package dev.spindle.worker.runtime;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to read: the job's thread reads while it has nothing to run, so that a message wakes the one thread that needs it;
 * {@code main} takes over as soon as a job has run for {@link #GLANCE_NANOS}, so that a cancel, a signal or the end of the stream is seen
 * whatever the job does. Each wake-up of a thread that this saves costs about as much as a message.
 *
 * <p>The job's thread calls {@link #next}, {@code main} calls {@link #watch}.
 */
final class Seat {
    /** How long a job may have run before somebody else reads: much longer than a wake-up takes, and nothing to who cancels. */
    private static final long GLANCE_NANOS = 1_000_000;

    /** So many glances without a job, and {@code main} sleeps until one begins: an idle process costs nothing. */
    private static final int MOST_GLANCES = 20;

    private final ReadLoop loop;
    private final JobQueue queue;
    private final ReentrantLock seat = new ReentrantLock();
    /** Counts how often the job's thread went to run something, or came back: it is away while this is odd, as it is at first. */
    private final AtomicInteger turns = new AtomicInteger(1);

    private volatile @Nullable Thread sleeping;
    private volatile ReadLoop.@Nullable End end;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Thread main;

    Seat(ReadLoop loop, JobQueue queue) {
        this.loop = loop;
        this.queue = queue;
    }

    /** The next attempt, to be run by the calling thread; waits, and reads meanwhile. Null when the answer to shutdown is next. */
    @Nullable
    Attempt next() {
        turns.incrementAndGet();
        Attempt taken = queue.poll();
        while (taken == null && !queue.isShutDown()) {
            if (!readsOne()) {
                queue.await();
            }
            taken = queue.poll();
        }
        turns.incrementAndGet();
        Thread asleep = sleeping;
        if (asleep != null) {
            LockSupport.unpark(asleep);
        }
        return taken;
    }

    /** Reads a message, unless there is something to do already. False when {@code main} reads, or there is nothing more to read. */
    private boolean readsOne() {
        if (!seat.tryLock()) {
            return false;
        }
        try {
            return queue.hasNext() || step(); // main may have read something since the last look
        } finally {
            seat.unlock();
        }
    }

    /** In the seat. */
    private boolean step() {
        if (!isOver()) {
            try {
                end = loop.step();
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
            }
            if (isOver()) {
                LockSupport.unpark(main);
            }
        }
        return !isOver();
    }

    private boolean isOver() {
        return end != null || failure != null;
    }

    private static boolean isAway(int turns) {
        return (turns & 1) == 1;
    }

    /** Sees to it, in {@code main}, that what comes is read, until the coordinator says exit or is gone. */
    ReadLoop.End watch() throws IOException {
        main = Thread.currentThread();
        while (true) {
            if (seat.tryLock()) {
                try {
                    readUntilNeeded();
                } finally {
                    seat.unlock();
                    queue.letRead();
                }
            }
            ReadLoop.End ended = end;
            if (ended != null) {
                return ended;
            }
            rethrow(failure);
            awaitTurn();
        }
    }

    /** Reads until there is something to run for a job's thread that has nothing else to do: that one may wait for it already. */
    private void readUntilNeeded() {
        boolean isNeeded = true;
        while (isNeeded && step()) {
            isNeeded = isAway(turns.get()) || !queue.hasWaiting();
        }
    }

    /** Waits until it is {@code main}'s turn: until there is an end, or the job's thread has been away for a glance. */
    private void awaitTurn() {
        int glances = 0;
        int seen;
        do {
            seen = turns.get();
            if (isAway(seen) || glances++ < MOST_GLANCES) {
                LockSupport.parkNanos(this, GLANCE_NANOS);
            } else {
                sleepAt(seen);
            }
            Thread.interrupted(); // a task that interrupts every thread it finds would keep this one from parking
            if (turns.get() != seen) {
                glances = 0;
            }
        } while (!isOver() && !(turns.get() == seen && isAway(seen)));
    }

    /** Until the job's thread, which is there, goes to run something. */
    private void sleepAt(int seen) {
        sleeping = Thread.currentThread();
        if (turns.get() == seen && !isOver()) { // asked after it was told: else whoever comes next wakes this thread
            LockSupport.park(this);
        }
        sleeping = null;
    }

    private static void rethrow(@Nullable Throwable thrown) throws IOException {
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
