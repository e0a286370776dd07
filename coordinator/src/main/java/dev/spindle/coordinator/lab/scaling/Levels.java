package dev.spindle.coordinator.lab.scaling;

import dev.spindle.worker.lab.OwnMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** How many jobs at a time to try. Pure. */
final class Levels {
    /** With more cores than this not every number is tried. */
    private static final int FEW_CORES = 4;

    /** What a worker takes, at most: its heap and what the JVM needs beside it. */
    private static final long WORKER_BYTES = 100L << 20;

    private Levels() {}

    /** From 1 to twice the cores: every number where there are few cores and time, else some. */
    static List<Integer> of(int cores, boolean every) {
        TreeSet<Integer> levels = new TreeSet<>(List.of(1, cores, 2 * cores));
        if (every && cores <= FEW_CORES) {
            for (int level = 1; level < 2 * cores; level++) {
                levels.add(level);
            }
        } else if (every) {
            for (int level = 2; level < cores; level *= 2) {
                levels.add(level);
            }
        }
        levels.removeIf(level -> level > Work.JOBS);
        return List.copyOf(levels);
    }

    /** And all jobs at once. */
    static List<Integer> andAll(List<Integer> levels) {
        TreeSet<Integer> all = new TreeSet<>(levels);
        all.add(Work.JOBS);
        return List.copyOf(all);
    }

    /** Those that can have a pool each in half of {@code available} bytes; at least the first. */
    static List<Integer> thatFit(List<Integer> levels, long available) {
        List<Integer> fitting = new ArrayList<>();
        long workers = 0;
        for (int level : levels) {
            workers += level;
            if (fitting.isEmpty() || available == OwnMemory.UNKNOWN || workers * WORKER_BYTES <= available / 2) {
                fitting.add(level);
            }
        }
        return fitting;
    }
}
