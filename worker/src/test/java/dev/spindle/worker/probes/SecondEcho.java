package dev.spindle.worker.probes;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** Takes a name that is taken. */
public class SecondEcho implements Task<RawJson, RawJson> {
    @Override
    public RawJson run(RawJson input, TaskContext context) {
        return input;
    }

    @Override
    public String name() {
        return "echo";
    }
}
