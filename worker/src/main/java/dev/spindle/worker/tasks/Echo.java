package dev.spindle.worker.tasks;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** Returns its input, digit for digit. */
public final class Echo implements Task<RawJson, RawJson> {
    @Override
    public RawJson run(RawJson input, TaskContext context) {
        return input;
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String description() {
        return "returns its input";
    }
}
