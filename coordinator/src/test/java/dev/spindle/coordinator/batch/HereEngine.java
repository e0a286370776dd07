package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.cli.PoolElsewhere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Two hosts, each with a pool of real workers, which runs two batches at a time. Its settings are what goes wrong: {@code lost.line} and
 * {@code broken.line} name a line that no batch survives, {@code gives.back} how many jobs of a batch are run before the rest is given back.
 */
final class HereEngine implements BatchEngine {
    private static final int HOSTS = 2;
    private static final int SLOTS = 2;

    private final EnginePlan plan;
    private final Listener listener;
    private final List<PoolElsewhere> pools = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(HOSTS * SLOTS);
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean cancelled;

    HereEngine(EnginePlan plan, Listener listener) throws EngineException {
        this.plan = plan;
        this.listener = listener;
        try {
            for (int i = 0; i < HOSTS; i++) {
                pools.add(PoolElsewhere.open(plan.pool(), plan.code(), SLOTS, "host-" + i));
            }
        } catch (BatchException | InterruptedException e) {
            throw new EngineException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public int slots() {
        return HOSTS * SLOTS;
    }

    @Override
    public void submit(Batch batch) {
        threads.execute(() -> {
            try {
                run(batch);
            } catch (BatchException | IOException e) {
                tell(() -> listener.broken(batch, String.valueOf(e.getMessage())));
            } catch (InterruptedException e) {
                // given up
            }
        });
    }

    private void run(Batch batch) throws BatchException, IOException, InterruptedException {
        if (has(batch, "lost.line")) {
            tell(() -> listener.lost(batch, "the host is gone"));
            return;
        }
        if (has(batch, "broken.line")) {
            throw new BatchException("host-0: workers do not start");
        }
        String most = plan.settings().get("gives.back");
        Batch first = most == null || batch.jobs() <= Integer.parseInt(most)
                ? batch
                : plan.pool().format().split(batch, Integer.parseInt(most)).get(0);
        BatchResult result = pools.get(turn.getAndIncrement() % HOSTS).run(first);
        tell(() -> listener.ended(batch, inParts(batch, result)));
    }

    private BatchResult inParts(Batch batch, BatchResult result) {
        if (plan.parts() == null) {
            return result;
        }
        String name = "part-" + batch.firstLine() + ".ndjson";
        try {
            write(name, result.lines());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return result.inFile(name);
    }

    private void tell(Runnable news) {
        if (!cancelled) {
            news.run();
        }
    }

    private boolean has(Batch batch, String setting) {
        @Nullable String line = plan.settings().get(setting);
        long offset = line == null ? -1 : Long.parseLong(line) - batch.firstLine();
        return offset >= 0 && offset < batch.jobs(); // no line is blank where this is set
    }

    @Override
    public void cancel() {
        cancelled = true;
        threads.shutdownNow();
    }

    @Override
    public void write(String file, byte[] bytes) throws IOException {
        Path folder = Path.of(String.valueOf(plan.parts()));
        Files.createDirectories(folder);
        Files.write(folder.resolve(file), bytes);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        pools.forEach(PoolElsewhere::close);
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a batch does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
