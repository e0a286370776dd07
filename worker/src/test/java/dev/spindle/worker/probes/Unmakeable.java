package dev.spindle.worker.probes;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** Has a constructor that throws. */
public final class Unmakeable implements Task<RawJson, RawJson> {
    /** Throws. */
    public Unmakeable() {
        throw new IllegalStateException("not\ntoday");
    }

    @Override
    public RawJson run(RawJson input, TaskContext context) {
        return input;
    }
}
