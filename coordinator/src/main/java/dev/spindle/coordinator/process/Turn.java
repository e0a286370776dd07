package dev.spindle.coordinator.process;

import dev.spindle.protocol.channel.Patience;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to read one worker's messages. That is its reader's; but a caller that waits for an answer, and found the reader at
 * it, makes the reader stand back once the answer has come: who then calls again looks for the next answer itself, for as long as a
 * wake-up would cost, and needs none. The reader reads on when a caller has looked in vain, or none has come for
 * {@link #GLANCE_NANOS}.
 */
final class Turn {
    /** About what it costs to be woken on another core. */
    private static final long LOOK_NANOS = 50_000;

    /** Nobody reads for so long at most. */
    private static final long GLANCE_NANOS = 1_000_000;

    private final ReentrantLock turn = new ReentrantLock();
    private final Patience patience = new Patience(LOOK_NANOS);
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean wanted;
    private volatile boolean handedBack;
    private volatile @Nullable Thread reader;

    /** It is the calling thread's turn: the reader's. */
    void begin() {
        reader = Thread.currentThread();
        turn.lock();
    }

    void end() {
        turn.unlock();
    }

    /**
     * The reader has read: if a caller wanted to, it may now, unless it {@code isOver}.
     *
     * @param isIdle no answer is to come: the next is one that somebody will wait for
     */
    void offer(boolean isIdle, BooleanSupplier isOver) {
        boolean isWanted = wanted && isIdle;
        wanted = false;
        if (!isWanted) {
            return;
        }
        handedBack = false;
        int seen;
        do {
            seen = taken.get();
            turn.unlock();
            if (!handedBack && !isOver.getAsBoolean()) {
                LockSupport.parkNanos(this, GLANCE_NANOS);
            }
            turn.lock();
        } while (taken.get() != seen && !handedBack && !isOver.getAsBoolean());
    }

    /** Has a caller look for what it waits for, if it may, and that was not in vain lately; false when it did not come. */
    boolean take(Patience.Awaited awaited) {
        if (!patience.isWilling()) {
            return false;
        }
        if (!turn.tryLock()) {
            wanted = true;
            return false;
        }
        boolean came = false;
        try {
            taken.incrementAndGet();
            came = patience.looksFor(awaited);
        } catch (IOException e) {
            // the reader will meet it, too
        } finally {
            turn.unlock();
        }
        if (!came) {
            handedBack = true;
            LockSupport.unpark(reader);
        }
        return came;
    }
}
