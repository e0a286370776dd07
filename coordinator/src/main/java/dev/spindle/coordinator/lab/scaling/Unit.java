package dev.spindle.coordinator.lab.scaling;

import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.Load;
import dev.spindle.worker.lab.Shift;
import java.util.List;

/**
 * An execution unit that can do jobs. Immutable.
 *
 * @param name what it is called
 * @param java the version of Java in which it runs
 * @param threads how many cores it can use at most
 * @param levels how many jobs at a time it is tried with, ascending, from 1
 */
record Unit(String name, int java, int threads, List<Integer> levels, Hands hands) {
    static final String SEQUENTIAL = "sequential";
    static final String THREADS = "threads";
    static final String PROCESSES = "processes";
    static final String COROUTINES = "coroutines";
    static final String VIRTUAL_THREADS = "virtual threads";

    /** Who does the jobs, begun in their order, so many of them at a time. */
    @FunctionalInterface
    interface Hands {
        Shift work(List<Load> loads, int atOnce) throws UnmeasuredException, InterruptedException;
    }

    Unit {
        levels = List.copyOf(levels);
    }
}
