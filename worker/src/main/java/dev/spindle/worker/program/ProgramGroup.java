package dev.spindle.worker.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a program. A group that they have all left serves the next run, too, so that what a static field holds of it goes on to work;
 * one in which threads live on belongs to no run any more. Thread-safe.
 */
final class ProgramGroup extends ThreadGroup {
    /** Whose threads have no group of a program: those of pools that the JVM has for all, and virtual ones. */
    private static volatile @Nullable ProgramRun current;

    private volatile @Nullable ProgramRun run;

    ProgramGroup() {
        super("program");
    }

    void begin(ProgramRun begun) {
        run = begun;
        current = begun;
    }

    void end() {
        run = null;
        current = null;
    }

    /** The run that {@code thread} works for; null for none, or one that is over. */
    static @Nullable ProgramRun runOf(Thread thread) {
        if (thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool()) {
            return current;
        }
        for (ThreadGroup group = thread.getThreadGroup(); group != null; group = group.getParent()) {
            if (group instanceof ProgramGroup own) {
                return own.run;
            }
        }
        return current;
    }

    /** Those that live now. */
    List<Thread> threads() {
        Thread[] found = new Thread[activeCount() + 8];
        int count = enumerate(found);
        while (count == found.length) {
            found = new Thread[2 * count];
            count = enumerate(found);
        }
        return Arrays.asList(found).subList(0, count);
    }

    /** Those that live now and would keep a JVM from ending. */
    List<Thread> keepingAlive() {
        List<Thread> keeping = new ArrayList<>(threads());
        keeping.removeIf(Thread::isDaemon);
        return keeping;
    }

    /** As the JVM does; the end of a program is nothing to print. */
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (!(thrown instanceof ProgramExit.Exited)) {
            super.uncaughtException(thread, thrown);
        }
    }
}
