package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.tasks.Echo;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * A process for one job, and then no more: a pool of one worker is built for the job, and closed when the result is there. So the whole
 * launch is paid for, as by a program that is started for each job.
 *
 * @param pools gives a new builder each time, with the Java and the archives wanted
 */
record NewProcess(Kind kind, int java, Supplier<PoolBuilder> pools) implements Way {
    /** One process is long enough a turn. */
    @Override
    public void turn(Times times) throws UnmeasuredException, InterruptedException {
        long result;
        long began = System.nanoTime();
        try (WorkerPool pool = pools.get().workers(1).retries(0).build()) {
            pool.submit(Echo.class, Jobs.INPUT).get();
            result = System.nanoTime();
            times.started(result - began);
        } catch (ExecutionException | PoolBrokenException e) {
            throw UnmeasuredException.of(kind, e);
        }
        times.left(System.nanoTime() - result);
    }
}
