package dev.spindle.worker.probes;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.List;

/** Takes a list of records, which only its superclass's type arguments say. */
public final class Typed extends Typed.Base<Typed.Point> {
    /** What the list has. */
    public record Point(int x, int y) {}

    /** Says what it takes in terms of its parameter. */
    public abstract static class Base<T> implements Task<List<T>, Integer> {
        @Override
        public Integer run(List<T> input, TaskContext context) {
            return input.stream().mapToInt(this::weight).sum();
        }

        abstract int weight(T item);
    }

    @Override
    int weight(Point point) {
        return point.x() * point.y();
    }
}
