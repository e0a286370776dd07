package dev.spindle.worker.probes;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.List;

/** Says what it takes in terms of a parameter. */
public abstract class Summing<T> implements Task<List<T>, Integer> {
    @Override
    public Integer run(List<T> input, TaskContext context) {
        return input.stream().mapToInt(this::weight).sum();
    }

    abstract int weight(T item);
}
