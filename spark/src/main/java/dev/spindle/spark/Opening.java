package dev.spindle.spark;

import dev.spindle.coordinator.batch.BatchException;
import dev.spindle.coordinator.cli.PoolElsewhere;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/** One try to open a pool, in a thread of its own: a task that waits for it can be killed, and others wait on. */
final class Opening {
    private final ExecutorSetup setup;
    private final String host;
    private final int workers;
    private final @Nullable Path code;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);

    // Written before the latch opens, or when the pool broke.
    private volatile @Nullable PoolElsewhere pool;
    private volatile String problem = "the executor ends";
    private volatile long endedAt;

    Opening(ExecutorSetup setup, SparkEnv executor) {
        this.setup = setup;
        this.host = executor.blockManager().blockManagerId().host();
        this.workers = ExecutorCores.here(executor.conf());
        this.code = setup.code() == null ? null : Path.of(SparkFiles.get(setup.code()));
        this.thread = new Thread(this::open, "spindle-pool-opening");
        thread.setDaemon(true);
        thread.start();
    }

    private void open() {
        try {
            pool = PoolElsewhere.open(setup.pool(), code, workers, host);
        } catch (BatchException | RuntimeException | Error e) {
            problem = Failure.line(e);
        } catch (InterruptedException e) {
            // the problem is known
        } finally {
            endedAt = System.nanoTime();
            ended.countDown();
        }
    }

    boolean failedBefore(long nanos) {
        return ended.getCount() == 0 && pool == null && endedAt - nanos < 0;
    }

    PoolElsewhere await() throws BatchException, InterruptedException {
        ended.await();
        PoolElsewhere open = pool;
        if (open == null) {
            throw new BatchException(problem);
        }
        return open;
    }

    /** A pool that was open cannot go on. */
    synchronized void broke(String why) {
        PoolElsewhere open = pool;
        if (open != null) {
            problem = why;
            endedAt = System.nanoTime();
            pool = null;
            open.close();
        }
    }

    /** Ends the try, or what came of it. */
    void close() {
        thread.interrupt();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        broke("the executor ends");
    }
}
