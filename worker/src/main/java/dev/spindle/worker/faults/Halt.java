package dev.spindle.worker.faults;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import org.jspecify.annotations.Nullable;

/** Calls {@link Runtime#halt} with its input, 1 if there is none: no shutdown hook runs. */
public final class Halt implements Task<@Nullable Integer, Void> {
    @Override
    public Void run(@Nullable Integer input, TaskContext context) {
        Runtime.getRuntime().halt(input == null ? 1 : input);
        throw new IllegalStateException("the process goes on after it has ended");
    }

    @Override
    public String name() {
        return "fault.halt";
    }

    @Override
    public String description() {
        return "calls Runtime.halt with that code (default 1)";
    }
}
