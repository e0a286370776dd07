package dev.spindle.worker.faults;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import org.jspecify.annotations.Nullable;

/** Calls {@link System#exit} with its input, 1 if there is none. */
public final class Exit implements Task<@Nullable Integer, Void> {
    @Override
    public Void run(@Nullable Integer input, TaskContext context) {
        System.exit(input == null ? 1 : input);
        throw new IllegalStateException("the process goes on after it has ended");
    }

    @Override
    public String name() {
        return "fault.exit";
    }

    @Override
    public String description() {
        return "calls System.exit with that code (default 1)";
    }
}
