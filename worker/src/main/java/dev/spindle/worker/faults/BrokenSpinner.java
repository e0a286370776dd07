package dev.spindle.worker.faults;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Spinner;

/** A {@link Spinner} that throws after a second, in the middle of its line. */
public final class BrokenSpinner implements Task<String, Integer> {
    @Override
    public Integer run(String message, TaskContext context) throws InterruptedException {
        return Spinner.spin(message, true, context);
    }

    @Override
    public String name() {
        return "fault.spinner";
    }

    @Override
    public String description() {
        return "turns a spinner, with that message, which throws after a second";
    }
}
