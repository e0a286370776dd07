package dev.spindle.spark;

import dev.spindle.coordinator.batch.Batch;
import dev.spindle.coordinator.batch.BatchException;
import dev.spindle.coordinator.batch.BatchResult;
import dev.spindle.coordinator.cli.PoolElsewhere;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;

/** The pool of an executor, which all batches there share; it is opened for the first, and lives as long as the executor. Thread-safe. */
final class ExecutorPool {
    /** A pool that did not open, or broke, may open at the next try; until then, all who ask hear of the failure. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static @Nullable ExecutorPool current;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ExecutorPool::closeLast, "spindle-pool-end"));
    }

    private final ExecutorSetup setup;
    private @Nullable Opening opening;
    private @Nullable PartsFolder parts;
    private boolean closed;

    private ExecutorPool(ExecutorSetup setup) {
        this.setup = setup;
    }

    /** That of an application: a process has executors of several only where they run in the one that asks, one after the other. */
    static synchronized ExecutorPool of(ExecutorSetup setup) {
        ExecutorPool known = current;
        if (known == null || !known.setup.application().equals(setup.application())) {
            known = new ExecutorPool(setup);
            current = known;
        }
        return known;
    }

    private static synchronized @Nullable ExecutorPool last() {
        return current;
    }

    /** Closes the pool of an application that has ended, where this process had one. */
    static void close(String application) {
        ExecutorPool last = last();
        if (last != null && last.setup.application().equals(application)) {
            last.close();
        }
    }

    private static void closeLast() {
        ExecutorPool last = last();
        if (last != null) {
            last.close();
        }
    }

    /**
     * Runs a batch on the pool, once that is open.
     *
     * @throws BatchException when it does not open, or breaks
     */
    BatchResult run(Batch batch) throws BatchException, InterruptedException {
        Opening asked = opening();
        PoolElsewhere pool = asked.await();
        try {
            return pool.run(batch);
        } catch (BatchException e) {
            asked.broke(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private synchronized Opening opening() throws BatchException {
        if (closed) {
            throw new BatchException("the executor ends");
        }
        Opening asked = opening;
        if (asked == null || asked.failedBefore(System.nanoTime() - RETRY_NANOS)) {
            asked = new Opening(setup, SparkEnv.get());
            opening = asked;
        }
        return asked;
    }

    /** Where results are written; to be called where the run asks for parts. */
    synchronized PartsFolder parts() throws IOException {
        PartsFolder known = parts;
        if (known == null) {
            known = PartsFolder.open(Objects.requireNonNull(setup.parts()));
            parts = known;
        }
        return known;
    }

    private void close() {
        Opening last;
        synchronized (this) {
            closed = true;
            last = opening;
            if (parts != null) {
                parts.close();
            }
        }
        if (last != null) {
            last.close();
        }
    }
}
