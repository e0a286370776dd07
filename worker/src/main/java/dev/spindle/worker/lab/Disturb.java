package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** A {@link Neighbour}, by its name, in a worker of its own, until it is cancelled. */
public final class Disturb implements Task<String, String> {
    @Override
    public String run(String neighbour, TaskContext context) {
        context.progress(0, "");
        Neighbour.valueOf(neighbour).disturb(context::isCancelled);
        return neighbour;
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
