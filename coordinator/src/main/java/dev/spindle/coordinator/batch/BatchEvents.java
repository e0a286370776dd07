package dev.spindle.coordinator.batch;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens to a transfer, one after the other for its thread. Thread-safe. */
public final class BatchEvents implements BatchEngine.Listener {
    private final BlockingQueue<Consumer<BatchTransfer>> waiting = new LinkedBlockingQueue<>();

    @Override
    public void ended(Batch batch, BatchResult result) {
        add(transfer -> transfer.ended(batch, result));
    }

    @Override
    public void lost(Batch batch, String why) {
        add(transfer -> transfer.lost(batch, why));
    }

    @Override
    public void broken(Batch batch, String why) {
        add(transfer -> transfer.broken(batch, why));
    }

    /** Something else that is to be done in that thread. */
    public void add(Consumer<BatchTransfer> event) {
        waiting.add(event);
    }

    /** Waits so long for the next; null when there is none. */
    @Nullable
    Consumer<BatchTransfer> next(long millis) throws InterruptedException {
        return waiting.poll(millis, TimeUnit.MILLISECONDS);
    }
}
