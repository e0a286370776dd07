package dev.spindle.coordinator.lab;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobListener;
import dev.spindle.coordinator.JobProgress;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.worker.lab.Disturb;
import dev.spindle.worker.lab.Neighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Jobs that keep workers busy, each one of its own, until this is closed. For one thread. */
public final class Neighbours implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15;

    private final List<Job<String>> jobs = new ArrayList<>();

    private Neighbours() {}

    /**
     * Returns when all of them are at their work.
     *
     * @param pool without retries, that has {@link Disturb} and so many idle workers
     */
    public static Neighbours begin(WorkerPool pool, Neighbour neighbour, int count)
            throws UnmeasuredException, InterruptedException {
        Neighbours neighbours = new Neighbours();
        CountDownLatch missing = new CountDownLatch(count);
        boolean begun = false;
        try {
            for (int i = 0; i < count; i++) {
                neighbours.jobs.add(pool.submit(
                        JobRequest.of(Disturb.class, neighbour.name()).withListener(counting(missing))));
            }
            begun = missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            if (!begun) {
                neighbours.close();
            }
        }
        if (!begun) {
            throw new UnmeasuredException("busy workers did not begin in " + PATIENCE_SECONDS + " s", null);
        }
        return neighbours;
    }

    private static JobListener counting(CountDownLatch missing) {
        return new JobListener() {
            @Override
            public void progress(JobProgress progress) {
                missing.countDown();
            }
        };
    }

    /** Ends them, and waits until their workers are idle again. */
    @Override
    public void close() {
        jobs.forEach(Job::cancel);
        try {
            for (Job<String> job : jobs) {
                job.outcome();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whatever waits next is told
        }
    }
}
