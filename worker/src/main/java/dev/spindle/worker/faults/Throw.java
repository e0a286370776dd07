package dev.spindle.worker.faults;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import org.jspecify.annotations.Nullable;

/** Throws an {@link IllegalStateException} with its input as the message. */
public final class Throw implements Task<@Nullable String, Void> {
    @Override
    public Void run(@Nullable String input, TaskContext context) {
        throw new IllegalStateException(input);
    }

    @Override
    public String name() {
        return "fault.throw";
    }

    @Override
    public String description() {
        return "throws an IllegalStateException with that message";
    }
}
