package dev.spindle.coordinator;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells one listener its news, one after the other and in order, in a thread that may wait. Thread-safe. What is added under the pool's
 * lock is told after {@link #start}, which is called without it.
 */
final class NewsQueue {
    /** While so much of what jobs say waits for the listener, what they say further is dropped, and counted; no other news ever is. */
    private static final long MOST_WAITING = 8 << 20;

    /** What a piece of news takes beside its text, in bytes, roughly. */
    private static final int OVERHEAD = 200;

    private final Executor executor;
    private final Set<NewsQueue> busy;
    private final LongConsumer dropped;
    private final ArrayDeque<Piece> waiting = new ArrayDeque<>();
    private long waitingLength;
    private long droppedPieces;
    private boolean telling;

    /** @param length 0 for what must be told */
    private record Piece(Runnable told, long length) {}

    /**
     * @param executor never refuses: where it has no thread, it runs what it is given in the caller's
     * @param busy holds this queue while it has something to tell
     * @param dropped told, in its turn, how much of what jobs said is missing, in pieces
     */
    NewsQueue(Executor executor, Set<NewsQueue> busy, LongConsumer dropped) {
        this.executor = executor;
        this.busy = busy;
        this.dropped = dropped;
    }

    /** Adds news that must be told. */
    synchronized void add(Runnable told) {
        add(new Piece(told, 0));
    }

    /** Adds what a job says, {@code length} bytes or characters: there may be more of it than the listener can take. */
    synchronized void offer(Runnable told, int length) {
        if (waitingLength > MOST_WAITING) {
            droppedPieces++;
        } else {
            add(new Piece(told, length + OVERHEAD));
        }
    }

    private void add(Piece piece) {
        if (droppedPieces > 0) {
            long missing = droppedPieces;
            droppedPieces = 0;
            waiting.add(new Piece(() -> dropped.accept(missing), OVERHEAD));
            waitingLength += OVERHEAD;
        }
        waiting.add(piece);
        waitingLength += piece.length();
    }

    /** Sees to it that what was added is told. */
    void start() {
        synchronized (this) {
            if (telling || waiting.isEmpty()) {
                return;
            }
            telling = true;
            busy.add(this);
        }
        executor.execute(this::tellAll);
    }

    /** Does not wait for a slow listener any longer: drops what jobs said, and tells the rest here and now. */
    void hurry() {
        List<Piece> rest;
        synchronized (this) {
            rest = waiting.stream().filter(piece -> piece.length() == 0).toList();
            waiting.clear();
            waitingLength = 0;
        }
        rest.forEach(NewsQueue::tell);
    }

    /** Tells nothing of what waits now. */
    synchronized void forget() {
        waiting.clear();
        waitingLength = 0;
    }

    private void tellAll() {
        for (Piece piece = next(); piece != null; piece = next()) {
            tell(piece);
        }
    }

    private synchronized @Nullable Piece next() {
        Piece piece = waiting.poll();
        if (piece == null) {
            telling = false;
            busy.remove(this);
            return null;
        }
        waitingLength -= piece.length();
        return piece;
    }

    private static void tell(Piece piece) {
        try {
            piece.told().run();
        } catch (RuntimeException | Error e) {
            uncaught(e);
        }
    }

    /** As if {@code e} had ended its thread, which has others to serve. */
    static void uncaught(Throwable e) {
        try {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        } catch (RuntimeException | Error alsoBroken) {
            // as the JVM does: a handler's own fault is nobody's business
        }
    }
}
