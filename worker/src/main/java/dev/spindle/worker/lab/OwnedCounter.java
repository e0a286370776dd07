package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/**
 * Adds its input to a number that this process alone has, and returns the sum. No lock guards the number: a worker runs its jobs one after
 * another, whoever sent them.
 */
public final class OwnedCounter implements Task<Long, Long> {
    private static long sum;

    @Override
    public Long run(Long addend, TaskContext context) {
        sum += addend;
        return sum;
    }

    @Override
    public String name() {
        return "lab.owned-counter";
    }

    @Override
    public String description() {
        return "adds to a number that one worker owns";
    }
}
