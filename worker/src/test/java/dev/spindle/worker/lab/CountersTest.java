package dev.spindle.worker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spindle.worker.TaskContext;
import dev.spindle.worker.lab.MappedCounter.Guard;
import dev.spindle.worker.lab.MappedCounter.Share;
import dev.spindle.worker.tasks.Alone;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersTest {
    private static final TaskContext CONTEXT = new Alone(false);
    private static final long TIMES = 5000;

    private final MappedCounter counter = new MappedCounter();
    private final Path file;

    CountersTest(@TempDir Path folder) {
        file = folder.resolve("counter");
    }

    @BeforeEach
    void allIsZero() throws IOException {
        Files.write(file, new byte[MappedCounter.BYTES]);
    }

    private Share share(Guard guard, int contenders) {
        return new Share(file.toString(), guard, contenders, TIMES);
    }

    private long at(int place) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.nativeOrder())
                .getLong(place);
    }

    @Test
    void aloneEachWayCountsAll() throws Exception {
        for (Guard guard : Guard.values()) {
            allIsZero();

            assertThat(counter.run(share(guard, 1), CONTEXT)).as("%s", guard).isPositive();
            assertThat(at(MappedCounter.COUNT)).as("%s", guard).isEqualTo(TIMES);
        }
    }

    @Test
    void atomicallyTwoCountAll() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Long> one = threads.submit(() -> counter.run(share(Guard.ATOMIC, 2), CONTEXT));
            Future<Long> other = threads.submit(() -> counter.run(share(Guard.ATOMIC, 2), CONTEXT));

            assertThat(one.get()).isPositive();
            assertThat(other.get()).isPositive();
            assertThat(at(MappedCounter.COUNT)).isEqualTo(2 * TIMES);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoeverWaitsForTheOthersCanBeInterrupted() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<Long> waiting = threads.submit(() -> counter.run(share(Guard.NOTHING, 2), CONTEXT));
        await().until(() -> at(MappedCounter.ARRIVED) == 1);

        threads.shutdownNow();

        assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void theOwnerAddsUp() {
        OwnedCounter owned = new OwnedCounter();
        long before = owned.run(0L, CONTEXT);

        owned.run(2L, CONTEXT);

        assertThat(owned.run(1L, CONTEXT)).isEqualTo(before + 3);
    }
}
