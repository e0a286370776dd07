package dev.spindle.worker.probes;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** Throws an {@link OutOfMemoryError} though there is memory. */
public final class Pretends implements Task<RawJson, RawJson> {
    @Override
    public RawJson run(RawJson input, TaskContext context) {
        throw new OutOfMemoryError("so it says");
    }
}
