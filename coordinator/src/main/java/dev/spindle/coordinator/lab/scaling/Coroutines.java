package dev.spindle.coordinator.lab.scaling;

import dev.spindle.coordinator.lab.Loop;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.coordinator.loop.EventLoop;
import dev.spindle.coordinator.loop.LoopTask;
import dev.spindle.coordinator.loop.Step;
import dev.spindle.worker.lab.Load;
import dev.spindle.worker.lab.OwnMemory;
import dev.spindle.worker.lab.Shift;
import dev.spindle.worker.lab.Weigh;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Coroutines of one event loop, in the calling thread, that do jobs or are weighed. */
final class Coroutines {
    private static final Duration LONG = Duration.ofHours(1);

    private final Queue<Load> left;
    private final List<Long> jobNanos = new ArrayList<>();

    private Coroutines(List<Load> loads) {
        this.left = new ArrayDeque<>(loads);
    }

    /** As {@link Unit.Hands#work}: {@code atOnce} coroutines, each of which takes one job after the other, and awaits in between. */
    static Shift work(List<Load> loads, int atOnce) throws UnmeasuredException, InterruptedException {
        Coroutines coroutines = new Coroutines(loads);
        long cpu = Shift.cpuNanosOf(ProcessHandle.current());
        long began = System.nanoTime();
        Loop.run("coroutines", loop -> {
            List<LoopTask<@Nullable Void>> tasks = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                tasks.add(loop.createTask("crew " + i, coroutines::next));
            }
            return all(tasks, 0);
        });
        long ended = System.nanoTime();
        return new Shift(
                ended - began, Shift.used(cpu, Shift.cpuNanosOf(ProcessHandle.current())), coroutines.jobNanos);
    }

    private Step<@Nullable Void> next() throws InterruptedException {
        Load load = left.poll();
        if (load == null) {
            return Step.done();
        }
        long began = System.nanoTime();
        boolean computes = load.waitMillis() == 0;
        if (computes) {
            load.run();
            jobNanos.add(System.nanoTime() - began);
        }
        return Step.await(EventLoop.sleep(Duration.ofMillis(load.waitMillis())), slept -> {
            slept.get();
            if (!computes) {
                jobNanos.add(System.nanoTime() - began);
            }
            return next();
        });
    }

    private static Step<@Nullable Void> all(List<LoopTask<@Nullable Void>> tasks, int from) {
        return from == tasks.size()
                ? Step.done()
                : Step.await(tasks.get(from), ended -> {
                    ended.get();
                    return all(tasks, from + 1);
                });
    }

    /** What {@code count} of them take of the heap, in bytes, each waiting as many calls deep as a thread that is weighed. */
    static long weigh(int count) throws UnmeasuredException, InterruptedException {
        long[] bytes = new long[1];
        Loop.run("coroutines", loop -> {
            long before = OwnMemory.heap();
            for (int i = 0; i < count; i++) {
                loop.createTask("weighed", () -> waitBelow(Weigh.DEPTH));
            }
            return Step.await(EventLoop.sleep(Duration.ZERO), nothing -> {
                nothing.get(); // by now all have begun, and wait
                bytes[0] = OwnMemory.heap() - before;
                return Step.done();
            });
        });
        return bytes[0];
    }

    private static Step<@Nullable Void> waitBelow(int calls) {
        return calls > 1
                ? Step.await(waitBelow(calls - 1), nothing -> Step.done())
                : Step.await(EventLoop.sleep(LONG), nothing -> Step.done());
    }
}
