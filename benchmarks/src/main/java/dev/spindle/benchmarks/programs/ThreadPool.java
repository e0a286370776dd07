package dev.spindle.benchmarks.programs;

import dev.spindle.worker.Signal;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Prime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads of this JVM: nothing is copied, and nothing is kept apart. */
final class ThreadPool implements Pool {
    private final ExecutorService threads;
    private final int workers;

    ThreadPool(int workers) {
        this.threads = Executors.newFixedThreadPool(workers);
        this.workers = workers;
    }

    @Override
    public Future<?> echo(Object value) {
        return threads.submit(() -> value);
    }

    @Override
    public Future<Boolean> prime(long number) {
        return threads.submit(() -> new Prime().run(number, new Nobody()));
    }

    @Override
    public void successors(int count) throws Exception {
        int chunk = Math.max(1, count / (4 * workers));
        List<Future<int[]>> chunks = new ArrayList<>();
        for (int from = 0; from < count; from += chunk) {
            int first = from;
            int[] results = new int[Math.min(chunk, count - from)];
            chunks.add(threads.submit(() -> {
                for (int i = 0; i < results.length; i++) {
                    results[i] = first + i + 1;
                }
                return results;
            }));
        }
        int last = 0;
        for (Future<int[]> each : chunks) {
            for (int result : each.get()) {
                Rounds.check(result == ++last);
            }
        }
        Rounds.check(last == count);
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    /** Nobody cancels or signals. */
    private static final class Nobody implements TaskContext {
        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Signal signal(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void progress(double fraction, String message) {}

        @Override
        public int attempt() {
            return 1;
        }
    }
}
