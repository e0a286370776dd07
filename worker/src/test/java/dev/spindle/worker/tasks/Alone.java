package dev.spindle.worker.tasks;

import dev.spindle.worker.Signal;
import dev.spindle.worker.TaskContext;

/** The context of a task that no worker runs. */
public record Alone(boolean isCancelled) implements TaskContext {
    @Override
    public Signal signal(String name) {
        throw new UnsupportedOperationException("nobody sends a signal here");
    }

    @Override
    public void progress(double fraction, String message) {}

    @Override
    public int attempt() {
        return 1;
    }
}
