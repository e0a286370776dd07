package dev.spindle.worker.faults;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.ArrayList;
import java.util.List;

/** Fills the heap until an {@link OutOfMemoryError} is thrown, with what can be collected from then on. */
public final class Oom implements Task<RawJson, Integer> {
    private static final int PIECE_BYTES = 1 << 18;

    @Override
    public Integer run(RawJson input, TaskContext context) {
        List<byte[]> pieces = new ArrayList<>();
        while (pieces.size() < Integer.MAX_VALUE) {
            pieces.add(new byte[PIECE_BYTES]);
        }
        return pieces.size();
    }

    @Override
    public String name() {
        return "fault.oom";
    }

    @Override
    public String description() {
        return "fills the heap until the JVM is out of memory";
    }
}
