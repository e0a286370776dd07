package dev.spindle.worker.faults;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import org.jspecify.annotations.Nullable;

/** Sleeps and does not listen: ignores being cancelled and interrupted. The input is milliseconds; null is for ever. */
public final class Deaf implements Task<@Nullable Long, @Nullable Void> {
    private static final long LONG_MILLIS = 3_600_000;

    @Override
    @SuppressWarnings("NullAway") // does not see that this O is nullable
    public @Nullable Void run(@Nullable Long input, TaskContext context) {
        long start = System.nanoTime();
        long left = input == null ? LONG_MILLIS : input;
        while (left > 0) {
            try {
                Thread.sleep(left);
            } catch (InterruptedException e) {
                // deaf
            }
            left = input == null ? LONG_MILLIS : input - (System.nanoTime() - start) / 1_000_000;
        }
        return null;
    }

    @Override
    public String name() {
        return "fault.deaf";
    }

    @Override
    public String description() {
        return "sleeps and ignores every request to stop, for ever or that many milliseconds";
    }
}
