package dev.spindle.coordinator.lab.preemption;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Neighbours;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.Beats;
import dev.spindle.worker.lab.Heartbeat;
import dev.spindle.worker.lab.Heartbeat.Threads;
import dev.spindle.worker.lab.Neighbour;
import java.time.Duration;

/** A heartbeat in a worker: beside threads of the same JVM, or beside other workers. For one thread. */
final class InWorkers {
    private static final long PATIENCE_SECONDS = 15;

    private final Pulse pulse;
    private final WorkerPool pool;

    InWorkers(Pulse pulse, WorkerPool pool) {
        this.pulse = pulse;
        this.pool = pool;
    }

    Beats.Rhythm besideThreads(Threads threads, int busy) throws UnmeasuredException, InterruptedException {
        return rhythm(submit(threads, busy).outcome());
    }

    /** @param busy fewer than the pool has workers */
    Beats.Rhythm besideProcesses(int busy) throws UnmeasuredException, InterruptedException {
        try (Neighbours neighbours = Neighbours.begin(pool, Neighbour.COMPUTING, busy)) {
            return rhythm(submit(Threads.PLATFORM, 0).outcome());
        }
    }

    Job<String> submit(Threads threads, int busy) throws InterruptedException {
        Heartbeat.Order order = new Heartbeat.Order(threads, Pulse.PERIOD_MILLIS, pulse.millis(), busy);
        return pool.submit(JobRequest.of(Heartbeat.class, order.text())
                .withTimeout(Duration.ofMillis(pulse.millis()).plusSeconds(PATIENCE_SECONDS)));
    }

    static Beats.Rhythm rhythm(JobOutcome<String> outcome) throws UnmeasuredException {
        if (outcome instanceof JobOutcome.Succeeded<String> succeeded) {
            return Beats.Rhythm.of(succeeded.result());
        }
        throw new UnmeasuredException("the heartbeat: " + outcome, null);
    }
}
