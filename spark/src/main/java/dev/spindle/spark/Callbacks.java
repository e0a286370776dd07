package dev.spindle.spark;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that tell how batches ended: none of Spark's, whose scheduler must not wait for whoever writes results. */
final class Callbacks implements Executor, AutoCloseable {
    private static final int THREADS = 2;
    private static final long END_SECONDS = 10;

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, step -> {
        Thread thread = new Thread(step, "spindle-spark-results");
        thread.setDaemon(true);
        return thread;
    });

    Callbacks() {
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable step) {
        later(step, 0);
    }

    /** Nothing once this is closed, for nobody hears of batches any more. */
    void later(Runnable step, long seconds) {
        try {
            Future<?> unused = threads.schedule(() -> run(step), seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            // closed
        }
    }

    /** What a listener throws would be lost in a future. */
    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    /** Waits for those calls that have begun. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
