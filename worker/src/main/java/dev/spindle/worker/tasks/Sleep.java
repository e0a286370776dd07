package dev.spindle.worker.tasks;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import org.jspecify.annotations.Nullable;

/** Waits as many milliseconds as its input says, at no cost to the processor, and returns null. Ends at once when cancelled. */
public final class Sleep implements Task<Long, @Nullable Void> {
    @Override
    @SuppressWarnings("NullAway") // does not see that this O is nullable
    public @Nullable Void run(Long input, TaskContext context) throws InterruptedException {
        long millis = Integers.required(input, "sleep");
        if (millis < 0) {
            throw new IllegalArgumentException("sleep takes milliseconds from 0 on, not " + millis);
        }
        Thread.sleep(millis);
        return null;
    }

    @Override
    public String name() {
        return "sleep";
    }

    @Override
    public String description() {
        return "waits that many milliseconds and returns null";
    }
}
