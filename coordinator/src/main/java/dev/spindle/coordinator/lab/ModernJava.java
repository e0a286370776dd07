package dev.spindle.coordinator.lab;

import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.spin.VirtualThreads;
import java.util.Optional;

/**
 * A Java that has virtual threads.
 *
 * @param jdk this JVM's own where that has them, else the newest that was found, and which works
 * @param pool of workers that run on it, which closing this closes
 */
public record ModernJava(Jdk jdk, WorkerPool pool) implements AutoCloseable {
    /**
     * Empty, and a note, where there is none. A pool of this JVM's own Java has not started a worker yet, one of another has.
     *
     * @param workers what its workers are like, but for their Java
     */
    public static Optional<ModernJava> find(PoolBuilder workers, Setting setting) throws InterruptedException {
        if (VirtualThreads.areThere()) {
            return Optional.of(of(Jdk.own(), workers));
        }
        Optional<Jdk> newest = Jdk.atLeast(VirtualThreads.NEEDED_JAVA);
        if (newest.isEmpty()) {
            setting.note("no virtual threads: Java " + VirtualThreads.NEEDED_JAVA
                    + " or newer has them, and none was found; install one beside this Java");
            return Optional.empty();
        }
        ModernJava found = of(newest.get(), workers);
        return found.works(setting) ? Optional.of(found) : Optional.empty();
    }

    private static ModernJava of(Jdk jdk, PoolBuilder workers) {
        return new ModernJava(jdk, workers.javaHome(jdk.home()).build());
    }

    /** Closes the pool, and leaves a note, where its workers do not start. */
    private boolean works(Setting setting) throws InterruptedException {
        boolean started = false;
        try {
            pool.tasks(); // waits for a worker
            started = true;
        } catch (PoolBrokenException e) {
            setting.note("no virtual threads: the Java " + jdk.feature() + " in " + jdk.home() + " does not work ("
                    + e.getMessage() + "); mend or remove it");
        } finally {
            if (!started) {
                pool.close();
            }
        }
        return started;
    }

    @Override
    public void close() {
        pool.close();
    }
}
