package dev.spindle.coordinator.lab.contention;

import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.OwnedCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Threads that send each increment as a job to the one process that has the counter, and wait for its answer before the next.
 *
 * @param owner a pool of one worker
 * @param threads as many as contend, at least
 */
record Messages(Kind kind, int contenders, WorkerPool owner, ExecutorService threads) implements Way {
    @Override
    public Count count(long each) throws UnmeasuredException, InterruptedException {
        List<Future<Long>> times = new ArrayList<>();
        try {
            long before = add(0);
            StartLine start = new StartLine(contenders, each);
            for (int i = 0; i < contenders; i++) {
                times.add(threads.submit(() -> time(start)));
            }
            long slowest = 0;
            for (Future<Long> time : times) {
                slowest = Math.max(slowest, time.get());
            }
            return new Count(add(0) - before, slowest);
        } catch (ExecutionException e) {
            throw UnmeasuredException.of(kind, e);
        } finally {
            times.forEach(time -> time.cancel(true)); // where one failed
        }
    }

    private long time(StartLine start) throws ExecutionException, InterruptedException {
        start.awaitAll();
        long began = System.nanoTime();
        for (long i = 0; start.goOn(i); i++) {
            add(1);
        }
        return System.nanoTime() - began;
    }

    private long add(long number) throws ExecutionException, InterruptedException {
        return owner.submit(OwnedCounter.class, number).get();
    }
}
