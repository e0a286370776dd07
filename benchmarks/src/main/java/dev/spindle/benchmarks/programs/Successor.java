package dev.spindle.benchmarks.programs;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** Adds one: a job as small as they come, whose result can still be checked. */
public final class Successor implements Task<Integer, Integer> {
    @Override
    public Integer run(Integer input, TaskContext context) {
        return input + 1;
    }
}
