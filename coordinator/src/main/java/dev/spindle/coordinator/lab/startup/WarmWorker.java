package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.tasks.Echo;
import java.util.concurrent.ExecutionException;

/**
 * A worker that is there before the job is, and stays.
 *
 * @param pool of one worker
 */
record WarmWorker(Kind kind, int java, WorkerPool pool) implements Way {
    @Override
    public void turn(Times times) throws UnmeasuredException, InterruptedException {
        try {
            for (int i = 0; i < Jobs.FEW; i++) {
                long began = System.nanoTime();
                pool.submit(Echo.class, Jobs.INPUT).get();
                times.started(System.nanoTime() - began);
            }
        } catch (ExecutionException | PoolBrokenException e) {
            throw UnmeasuredException.of(kind, e);
        }
    }
}
