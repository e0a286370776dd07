package dev.spindle.worker.probes;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.time.Duration;

/** Fails when it is interrupted or cancelled, which nobody who gives it to a worker asks for. */
public final class Uninterrupted implements Task<RawJson, Boolean> {
    @Override
    public Boolean run(RawJson input, TaskContext context) throws InterruptedException {
        if (Thread.currentThread().isInterrupted() || context.isCancelled()) {
            throw new IllegalStateException("interrupted from the start");
        }
        context.signal("never").await(Duration.ofNanos(200_000)); // an interrupt that is late would end this
        if (context.isCancelled()) {
            throw new IllegalStateException("cancelled on the way");
        }
        return true;
    }
}
