package dev.spindle.coordinator.lab.queue;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.Stamp;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A job that tells when it ran, and when its outcome came. Thread-safe. */
final class Submitted {
    private final long at;
    private final Job<List<Long>> job;
    private final CompletableFuture<Long> answered = new CompletableFuture<>();

    private Submitted(long at, Job<List<Long>> job) {
        this.at = at;
        this.job = job;
    }

    /** Of so many microseconds. */
    static Submitted to(WorkerPool pool, long micros, int priority) throws InterruptedException {
        long at = System.nanoTime();
        Submitted submitted =
                new Submitted(at, pool.submit(JobRequest.of(Stamp.class, micros).withPriority(priority)));
        submitted.job.completion().thenRun(() -> submitted.answered.complete(System.nanoTime()));
        return submitted;
    }

    /**
     * Waits for its end. Began and ended are the worker's own times, where its clock is that of this process, as on Linux; else the end is
     * when the outcome came.
     */
    Times times(Clocks clocks) throws UnmeasuredException, InterruptedException {
        try {
            List<Long> own = job.get();
            return clocks.judge(at, own.get(0), own.get(1), answered.get());
        } catch (ExecutionException e) {
            throw UnmeasuredException.of("a job failed", e);
        }
    }
}
