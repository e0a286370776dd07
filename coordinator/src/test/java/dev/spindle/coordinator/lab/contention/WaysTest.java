package dev.spindle.coordinator.lab.contention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.lab.contention.Coroutines.AwaitPlace;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaysTest {
    private static final long EACH = 20_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void noThreadIsLeft() {
        threads.shutdownNow();
    }

    @Test
    void guardedThreadsCountAll() throws Exception {
        List<Supplier<Counter>> guarded =
                List.of(Counter.Synchronized::new, Counter.Locked::new, Counter.Atomic::new, Counter.Adder::new);
        for (Supplier<Counter> counters : guarded) {
            Way.Count count = new Threads(Kind.ATOMIC, 2, counters, threads).count(EACH);

            assertThat(count.counted()).isEqualTo(2 * EACH);
            assertThat(count.nanos()).isPositive();
        }
    }

    @Test
    void aThreadAloneCountsAll() throws Exception {
        assertThat(new Threads(Kind.ONE_THREAD, 1, Counter.Plain::new, threads)
                        .count(EACH)
                        .counted())
                .isEqualTo(EACH);
        assertThat(new Threads(Kind.ONE_THREAD, 1, Counter.Volatile::new, threads)
                        .count(EACH)
                        .counted())
                .isEqualTo(EACH);
    }

    @Test
    void unguardedThreadsNeverCountTooMuch() throws Exception {
        assertThat(new Threads(Kind.PLAIN, 2, Counter.Plain::new, threads)
                        .count(EACH)
                        .counted())
                .isBetween(1L, 2 * EACH);
    }

    @Test
    void coroutinesLoseUpdatesAcrossAnAwaitOnly() throws Exception {
        assertThat(new Coroutines(Kind.COROUTINE, 2, AwaitPlace.AFTER_WRITING)
                        .count(EACH)
                        .counted())
                .isEqualTo(2 * EACH);
        assertThat(new Coroutines(Kind.COROUTINE_ACROSS_AWAIT, 2, AwaitPlace.BETWEEN_READING_AND_WRITING)
                        .count(EACH)
                        .counted())
                .as("both read, then both write the same")
                .isEqualTo(EACH);
        assertThat(new Coroutines(Kind.COROUTINE_ACROSS_AWAIT, 3, AwaitPlace.BETWEEN_READING_AND_WRITING)
                        .count(EACH)
                        .counted())
                .isEqualTo(EACH);
    }
}
