package dev.spindle.benchmarks.programs;

import dev.spindle.protocol.Blob;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** Returns its input: bytes beside the messages. */
public final class SameBlob implements Task<Blob, Blob> {
    @Override
    public Blob run(Blob input, TaskContext context) {
        return input;
    }
}
