package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.batch.Batch;
import dev.spindle.coordinator.batch.BatchException;
import dev.spindle.coordinator.batch.BatchResult;
import dev.spindle.coordinator.batch.BatchRunner;
import dev.spindle.coordinator.batch.PoolNews;
import dev.spindle.coordinator.batch.PoolPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pool that a run has on another machine, in the process of its engine there. Thread-safe. */
public final class PoolElsewhere implements AutoCloseable {
    private final @Nullable Path folder;
    private final WorkerPool pool;
    private final BatchRunner runner;

    private PoolElsewhere(@Nullable Path folder, WorkerPool pool, BatchRunner runner) {
        this.folder = folder;
        this.pool = pool;
        this.runner = runner;
    }

    /**
     * Starts its workers and waits for the first.
     *
     * @param code the file of all code, as it was sent here; null where there is none
     * @param workers how many there are unless the plan says another number
     * @param host what results name as the place of their workers
     * @throws BatchException when there can be none here
     */
    public static PoolElsewhere open(PoolPlan plan, @Nullable Path code, int workers, String host)
            throws BatchException, InterruptedException {
        Path folder = null;
        WorkerPool pool = null;
        try {
            ShippedOptions options = ShippedOptions.read(plan.words());
            if (code != null) {
                // Where the engine clears up after a process that was killed.
                folder = Files.createTempDirectory(code.toAbsolutePath().getParent(), "spindle-code-");
                options.pool().use(UserCode.unpack(code, folder));
            }
            PoolBuilder builder = options.pool().builder();
            options.promises().applyTo(builder);
            if (!options.pool().saysHowMany()) {
                builder.workers(workers);
            }
            PoolNews news = new PoolNews(host);
            pool = builder.listener(news).build();
            return new PoolElsewhere(folder, pool, new BatchRunner(plan.format(), plan.keepOrder(), pool, news, host));
        } catch (BatchException | InterruptedException | RuntimeException | IOException | Error e) {
            if (pool != null) {
                pool.shutdownNow();
                pool.close();
            }
            remove(folder);
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new BatchException(
                    host + ": " + (e instanceof Exception known ? Main.oneLine(Main.text(known)) : Main.cause(e)));
        }
    }

    /** As {@link BatchRunner#run}. */
    public BatchResult run(Batch batch) throws BatchException, InterruptedException {
        return runner.run(batch);
    }

    /** Kills what runs. */
    @Override
    public void close() {
        pool.shutdownNow();
        pool.close();
        remove(folder);
    }

    private static void remove(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // it is a folder for temporary files
        }
    }
}
