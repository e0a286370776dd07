package dev.spindle.coordinator.lab.isolation;

import dev.spindle.worker.lab.Misbehaviour;
import java.time.Duration;

/**
 * What is the same for threads and processes.
 *
 * @param others how many jobs there are beside the one that misbehaves
 * @param loopLimit after which a loop is given up
 */
record Trouble(int others, Duration loopLimit) {
    /** Threads of the pool, and workers. */
    static final int SLOTS = 2;

    /** Of each JVM: soon full. */
    static final String HEAP = "64m";

    /** For a job that was asked to stop. */
    static final Duration GRACE = Duration.ofMillis(150);

    /** For what ends by itself, sooner or later. */
    private static final Duration LONG = Duration.ofSeconds(10);

    Duration limitOf(Misbehaviour how) {
        return how == Misbehaviour.ENDLESS_LOOP ? loopLimit : LONG;
    }
}
