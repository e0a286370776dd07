package dev.spindle.coordinator.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches to an engine; one that is suspected alone. A process that dies takes all batches with it that run there, so which of
 * their jobs does the harm shows only when nothing runs beside it. For one thread.
 */
final class Sending {
    private final BatchEngine engine;
    private final Deque<Batch> suspects = new ArrayDeque<>();
    private final Deque<Batch> waiting = new ArrayDeque<>();
    private @Nullable Batch alone;
    private int sent;

    Sending(BatchEngine engine) {
        this.engine = engine;
    }

    /** Now, or when all that are suspected have run. */
    void submit(Batch batch) {
        waiting.add(batch);
        next();
    }

    /** A batch is to run once more, alone; false when it did. Its last try is over. */
    boolean suspect(Batch batch) {
        boolean isNew = !batch.equals(alone);
        if (isNew) {
            suspects.add(batch);
        }
        over(batch);
        return isNew;
    }

    /** A batch has ended, one way or another. */
    void over(Batch batch) {
        sent--;
        if (batch.equals(alone)) {
            alone = null;
        }
        next();
    }

    private void next() {
        if (sent == 0) {
            alone = suspects.poll();
            if (alone != null) {
                send(alone);
            }
        }
        while (alone == null && suspects.isEmpty() && !waiting.isEmpty()) {
            send(waiting.remove());
        }
    }

    private void send(Batch batch) {
        sent++;
        engine.submit(batch);
    }

    /** Gives up all. */
    void cancel() {
        suspects.clear();
        waiting.clear();
        engine.cancel();
    }
}
