package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.List;

/** Has a {@link Crew} do jobs in the worker: for what the coordinator's own Java does not have. */
public final class CrewTask implements Task<CrewTask.Order, Shift> {
    /**
     * Who is to do what.
     *
     * @param atOnce how many jobs at a time
     */
    public record Order(Crew crew, List<Load> loads, int atOnce) {
        public Order {
            loads = List.copyOf(loads);
        }
    }

    @Override
    public Shift run(Order input, TaskContext context) throws InterruptedException {
        return input.crew().work(input.loads(), input.atOnce());
    }

    @Override
    public String name() {
        return "lab.crew";
    }

    @Override
    public String description() {
        return "does many jobs in the worker's own threads";
    }
}
