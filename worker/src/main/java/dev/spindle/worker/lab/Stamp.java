package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/** Lasts as many microseconds as its input says, at no cost to the processor, and tells when: {@link System#nanoTime} before and after. */
public final class Stamp implements Task<Long, List<Long>> {
    @Override
    public List<Long> run(Long input, TaskContext context) {
        long began = System.nanoTime();
        long left = input * 1000;
        while (left > 0) {
            if (context.isCancelled()) {
                throw new CancellationException();
            }
            LockSupport.parkNanos(left);
            left = began + input * 1000 - System.nanoTime();
        }
        return List.of(began, System.nanoTime());
    }

    @Override
    public String name() {
        return "lab.stamp";
    }

    @Override
    public String description() {
        return "lasts that many microseconds, and tells when it began and ended";
    }
}
