package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.coordinator.dispatch.DispatchSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a pool tells whoever writes ahead, and what it does not do without. */
@ExtendWith(NothingLeft.class)
class WriteAheadTest {
    /** Takes down what it is told. */
    private static final class Log implements JobLog {
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private final int earlier;

        Log(int earlier) {
            this.earlier = earlier;
        }

        @Override
        public int earlierAttempts() {
            return earlier;
        }

        @Override
        public void begins(int attempt, int worker, int generation) {
            lines.add("attempt " + attempt + " on worker " + worker + "/" + generation);
        }

        @Override
        public void waitsAgain(int attempts) {
            lines.add("waits again, charged with " + attempts);
        }
    }

    @Test
    void everyAttemptIsToldAndThatItIsOver() throws Exception {
        Log log = new Log(0);
        try (WorkerPool pool =
                Pools.small().workers(1).retries(2).writeAhead(() -> true).build()) {
            Job<JsonNode> job =
                    pool.submit(JobRequest.of("fault.halt", 1, JsonNode.class).withLog(log));
            assertThat(Pools.outcomeOf(job)).isInstanceOf(JobOutcome.WorkerLost.class);
        }
        assertThat(log.lines)
                .containsExactly(
                        "attempt 1 on worker 0/0",
                        "waits again, charged with 1",
                        "attempt 2 on worker 0/1",
                        "waits again, charged with 2",
                        "attempt 3 on worker 0/2");
    }

    @Test
    void attemptsOfEarlierRunsCount() throws Exception {
        Log log = new Log(2);
        try (WorkerPool pool = Pools.small().workers(1).retries(2).build()) {
            Job<JsonNode> job =
                    pool.submit(JobRequest.of("fault.halt", 1, JsonNode.class).withLog(log));
            assertThat(Pools.outcomeOf(job).attempts()).isEqualTo(3);
        }
        assertThat(log.lines).containsExactly("attempt 3 on worker 0/0");
    }

    @Test
    void nothingIsSentThatCannotBeWrittenAhead() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        Log log = new Log(0);
        Job<JsonNode> job;
        try (WorkerPool pool = Pools.small()
                .workers(1)
                .writeAhead(() -> {
                    boolean begun = !log.lines.isEmpty();
                    if (begun) {
                        refused.countDown();
                    }
                    return !begun;
                })
                .build()) {
            job = pool.submit(JobRequest.of("echo", 1, JsonNode.class).withLog(log));
            assertThat(refused.await(Pools.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            pool.shutdownNow();
        }
        assertThat(log.lines).isNotEmpty();
        assertThat(job.outcome()).isNotInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void workersAreNotBlamedForADiskThatHangs() throws Exception {
        AtomicInteger lost = new AtomicInteger();
        Object disk = new Object();
        AtomicInteger hung = new AtomicInteger();
        try (WorkerPool pool = Pools.small()
                .workers(1)
                .heartbeatTimeout(Duration.ofMillis(600))
                .listener(new PoolListener() {
                    @Override
                    public void workerLost(DeathReport death) {
                        lost.incrementAndGet();
                    }
                })
                .writeAhead(() -> {
                    synchronized (disk) {
                        boolean reads = Thread.currentThread().getName().startsWith("spindle-reader");
                        return !reads || hung.getAndIncrement() != 5 || hangs();
                    }
                })
                .build()) {
            for (int i = 0; hung.get() < 7; i++) {
                assertThat(i).as("jobs while the reader commits").isLessThan(100_000);
                pool.submit("echo", 1, JsonNode.class).get(Pools.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        assertThat(lost).hasValue(0);
    }

    private static boolean hangs() {
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return true;
    }

    @Test
    void outcomesAreCommittedOnceTheyAreTold() throws Exception {
        AtomicInteger told = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        CompletionQueue<Integer> ended = new CompletionQueue<>();
        try (WorkerPool pool = Pools.small()
                .workers(1)
                .writeAhead(() -> {
                    seen.set(told.get());
                    return true;
                })
                .build()) {
            for (int i = 0; i < 50; i++) {
                ended.submit(pool, JobRequest.of("echo", i, JsonNode.class), job -> told.incrementAndGet());
            }
        }
        assertThat(seen).hasValue(50);
    }

    @Test
    void withoutRetriesAWorkerHoldsOneJobAtATime() {
        PoolBuilder atMostOnce = Pools.small().retries(0).writeAhead(() -> true);
        try (WorkerPool pool = atMostOnce.build()) {
            assertThat(DispatchSettings.of(pool.config(), 1).oneAtATime()).isTrue();
        }
        try (WorkerPool pool = atMostOnce.retries(1).build()) {
            assertThat(DispatchSettings.of(pool.config(), 1).oneAtATime()).isFalse();
        }
        try (WorkerPool pool = atMostOnce.retries(0).writeAhead(WriteAhead.NONE).build()) {
            assertThat(DispatchSettings.of(pool.config(), 1).oneAtATime()).isFalse();
        }
    }
}
