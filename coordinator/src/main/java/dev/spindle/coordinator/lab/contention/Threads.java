package dev.spindle.coordinator.lab.contention;

import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Threads of this process.
 *
 * @param counters gives a new one for each count
 * @param threads as many as contend, at least
 */
record Threads(Kind kind, int contenders, Supplier<Counter> counters, ExecutorService threads) implements Way {
    @Override
    public Count count(long each) throws UnmeasuredException, InterruptedException {
        Counter counter = counters.get();
        StartLine start = new StartLine(contenders, each);
        List<Future<Long>> times = new ArrayList<>();
        for (int i = 0; i < contenders; i++) {
            times.add(threads.submit(() -> time(counter, start)));
        }
        long slowest = 0;
        try {
            for (Future<Long> time : times) {
                slowest = Math.max(slowest, time.get());
            }
        } catch (ExecutionException e) {
            throw UnmeasuredException.of(kind, e);
        }
        return new Count(counter.count(), slowest);
    }

    private static long time(Counter counter, StartLine start) throws InterruptedException {
        start.awaitAll();
        long began = System.nanoTime();
        counter.increment(start);
        return System.nanoTime() - began;
    }
}
