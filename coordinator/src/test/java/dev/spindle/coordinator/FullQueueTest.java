package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.worker.tasks.Sleep;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class FullQueueTest {
    private static final long LONG = 600_000;
    private static final int CAPACITY = 4;

    private final WorkerPool pool =
            Pools.small().workers(1).queueCapacity(CAPACITY).build();
    private final List<Job<Void>> jobs = new ArrayList<>();
    private final AtomicReference<Thread> submitter = new AtomicReference<>();
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @BeforeEach
    void fill() throws InterruptedException {
        Job<JsonNode> first = pool.submit("echo", 1, JsonNode.class);
        first.outcome();
        jobs.add(pool.submit(Sleep.class, LONG)); // runs
        for (int i = 0; i < CAPACITY; i++) {
            jobs.add(pool.submit(Sleep.class, LONG));
        }
    }

    @AfterEach
    void giveUp() throws InterruptedException {
        pool.shutdownNow();
        pool.close();
        other.shutdownNow();
        assertThat(other.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Another thread's submission, which waits when this returns: the number of its job. */
    private Future<Long> submission() {
        Future<Long> waiting = other.submit(() -> {
            submitter.set(Thread.currentThread());
            return pool.submit(Sleep.class, LONG).number();
        });
        await().atMost(Pools.PATIENCE).until(() -> {
            Thread thread = submitter.get();
            return thread != null && thread.getState() == Thread.State.WAITING;
        });
        assertThat(waiting.isDone()).isFalse();
        return waiting;
    }

    @Test
    void trySubmitDoesNotWait() {
        assertThat(pool.trySubmit(Sleep.class, LONG)).isEmpty();
        jobs.get(1).cancel();
        assertThat(pool.trySubmit(Sleep.class, LONG)).isPresent();
    }

    @Test
    void submitWaitsUntilThereIsRoom() throws Exception {
        Future<Long> waiting = submission();

        jobs.forEach(Job::cancel);

        assertThat(waiting.get(60, TimeUnit.SECONDS)).isGreaterThan(jobs.size());
    }

    @Test
    void submitCanBeInterrupted() {
        Future<Long> waiting = submission();

        waiting.cancel(true);
        other.shutdown();

        await().atMost(Pools.PATIENCE).until(other::isTerminated);
    }

    @Test
    void submitGivesUpWhenThePoolIsClosed() {
        Future<Long> waiting = submission();

        pool.shutdownNow();

        await().atMost(Pools.PATIENCE).until(waiting::isDone);
        assertThat(waiting)
                .failsWithin(Pools.PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);
    }
}
