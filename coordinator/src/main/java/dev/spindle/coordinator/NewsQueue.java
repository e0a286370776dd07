package dev.spindle.coordinator;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells one listener its news, one after the other and in order, in a thread that may wait. Thread-safe; {@code tell} never waits.
 */
final class NewsQueue {
    /** While so much of what jobs say waits for the listener, what they say further is dropped, and counted; no other news ever is. */
    private static final long MOST_WAITING = 8 << 20;

    /** What a piece of news takes beside its text. */
    private static final int OVERHEAD = 64;

    private final Executor executor;
    private final LongConsumer dropped;
    private final ArrayDeque<Piece> waiting = new ArrayDeque<>();
    private long waitingLength;
    private long droppedPieces;
    private boolean telling;

    private record Piece(Runnable told, long length) {}

    /** @param dropped told, in its turn, how much of what jobs said is missing, in pieces */
    NewsQueue(Executor executor, LongConsumer dropped) {
        this.executor = executor;
        this.dropped = dropped;
    }

    void tell(Runnable told) {
        add(new Piece(told, 0));
    }

    /** As {@link #tell}, for what jobs say, {@code length} bytes or characters: there may be more of it than the listener can take. */
    void offer(Runnable told, int length) {
        add(new Piece(told, length + OVERHEAD));
    }

    private void add(Piece piece) {
        synchronized (this) {
            if (piece.length() > 0 && waitingLength > MOST_WAITING) {
                droppedPieces++;
                return;
            }
            if (droppedPieces > 0) {
                long missing = droppedPieces;
                droppedPieces = 0;
                waiting.add(new Piece(() -> dropped.accept(missing), 0));
            }
            waiting.add(piece);
            waitingLength += piece.length();
            if (telling) {
                return;
            }
            telling = true;
        }
        executor.execute(this::tellAll);
    }

    /** Tells nothing of what waits now. */
    synchronized void forget() {
        waiting.clear();
        waitingLength = 0;
    }

    private void tellAll() {
        for (Piece piece = next(); piece != null; piece = next()) {
            try {
                piece.told().run();
            } catch (RuntimeException | Error e) {
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        }
    }

    private synchronized @Nullable Piece next() {
        Piece piece = waiting.poll();
        if (piece == null) {
            telling = false;
            return null;
        }
        waitingLength -= piece.length();
        return piece;
    }
}
