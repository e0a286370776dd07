package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** A neighbour in a worker of its own, until it is cancelled. */
public final class Disturb implements Task<Neighbour, String> {
    @Override
    public String run(Neighbour neighbour, TaskContext context) {
        context.progress(0, "");
        neighbour.disturb(context::isCancelled);
        return neighbour.label();
    }

    @Override
    public String name() {
        return "lab.disturb";
    }

    @Override
    public String description() {
        return "computes or makes garbage until it is cancelled";
    }
}
