package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.worker.tasks.Prime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class CallbacksTest {
    @Test
    void runInAThreadThatDoesNoIo() throws Exception {
        try (WorkerPool pool = Pools.small().build()) {
            String own = Thread.currentThread().getName();
            List<CompletableFuture<String>> names = new ArrayList<>();
            for (long number : Pools.numbers(200)) {
                names.add(pool.submit(Prime.class, number)
                        .completion()
                        .thenApply(outcome -> Thread.currentThread().getName())
                        .toCompletableFuture());
            }
            for (CompletableFuture<String> each : names) {
                // in this thread where the outcome was there first
                assertThat(each.get(60, TimeUnit.SECONDS))
                        .matches(name -> name.startsWith("spindle-callback") || name.equals(own));
            }
        }
    }

    @Test
    void mayBlockWithoutHoldingUpOtherJobs() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (WorkerPool pool = Pools.small().build()) {
            List<CompletableFuture<Void>> blocked = new ArrayList<>();
            for (long number : Pools.numbers(20)) {
                blocked.add(pool.submit(Prime.class, number)
                        .completion()
                        .thenAccept(outcome -> awaits(gate))
                        .toCompletableFuture());
            }
            for (long number : Pools.numbers(100)) {
                pool.submit(Prime.class, number).get(60, TimeUnit.SECONDS);
            }
            gate.countDown();
            for (CompletableFuture<Void> each : blocked) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static void awaits(CountDownLatch gate) {
        try {
            assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void maySubmitAndWaitForJobs() throws Exception {
        try (WorkerPool pool = Pools.small().build()) {
            CompletableFuture<Boolean> chained = pool.submit("echo", 7, JsonNode.class)
                    .completion()
                    .thenApply(outcome -> {
                        try {
                            return pool.submit(Prime.class, 7L).get(60, TimeUnit.SECONDS);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toCompletableFuture();

            assertThat(chained.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void areDoneWhenThePoolIsClosed() throws Exception {
        AtomicInteger done = new AtomicInteger();
        try (WorkerPool pool = Pools.small().build()) {
            for (int i = 0; i < 20; i++) {
                Job<JsonNode> job = pool.submit("sleep", 10, JsonNode.class);
                job.completion().thenRun(() -> {
                    LockSupport.parkNanos(50_000_000);
                    done.incrementAndGet();
                });
            }
        }
        assertThat(done).hasValue(20);
    }

    @Test
    void mayCloseThePool() throws Exception {
        WorkerPool pool = Pools.small().build();
        pool.submit("echo", 7, JsonNode.class)
                .completion()
                .thenRun(pool::close)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void areRunForOutcomesThatWereThereBefore() throws Exception {
        Job<Boolean> job;
        try (WorkerPool pool = Pools.small().build()) {
            job = pool.submit(Prime.class, 7L);
            job.outcome();
        }
        CompletableFuture<JobOutcome<Boolean>> late = job.completion().toCompletableFuture();

        assertThat(late.get(60, TimeUnit.SECONDS)).isEqualTo(job.outcome());
        assertThat(job.completion().toCompletableFuture().get(60, TimeUnit.SECONDS))
                .isEqualTo(job.outcome());
    }

    @Test
    void cannotDecideTheOutcomeForOthers() throws Exception {
        try (WorkerPool pool = Pools.small().build()) {
            Job<Boolean> job = pool.submit(Prime.class, 7L);
            job.completion().toCompletableFuture().cancel(true);

            assertThat(job.completion().toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .isInstanceOf(JobOutcome.Succeeded.class);
        }
    }
}
