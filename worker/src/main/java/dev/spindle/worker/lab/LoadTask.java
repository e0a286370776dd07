package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;

/** Does a {@link Load}, given as its word, and returns how many nanoseconds it took. */
public final class LoadTask implements Task<Long, Long> {
    @Override
    public Long run(Long input, TaskContext context) throws InterruptedException {
        long began = System.nanoTime();
        Load.of(input).run(context);
        return System.nanoTime() - began;
    }

    @Override
    public String name() {
        return "lab.load";
    }

    @Override
    public String description() {
        return "tests a number or waits, and tells how long that took";
    }
}
