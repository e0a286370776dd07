package dev.spindle.worker.probes;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** Has a constructor that never returns. */
public final class NeverMade implements Task<RawJson, RawJson> {
    private static volatile boolean made;

    /** Loops for ever. */
    public NeverMade() {
        while (!made) {
            Thread.onSpinWait();
        }
    }

    @Override
    public RawJson run(RawJson input, TaskContext context) {
        return input;
    }
}
