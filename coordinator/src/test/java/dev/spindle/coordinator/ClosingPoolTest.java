package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.worker.tasks.Prime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class ClosingPoolTest {
    @Test
    void waitsForEveryJob() throws Exception {
        List<Job<Boolean>> jobs = new ArrayList<>();
        try (WorkerPool pool = Pools.small().build()) {
            for (long number : Pools.numbers(500)) {
                jobs.add(pool.submit(Prime.class, number));
            }
        }
        assertThat(jobs).allMatch(Job::isDone);
        assertThat(jobs.get(499).get()).isTrue();
    }

    @Test
    void worksFromSeveralThreadsAtOnce() throws Exception {
        WorkerPool pool = Pools.small().build();
        List<Job<Boolean>> jobs = new ArrayList<>();
        for (long number : Pools.numbers(200)) {
            jobs.add(pool.submit(Prime.class, number));
        }
        List<Thread> closers = new ArrayList<>();
        AtomicBoolean early = new AtomicBoolean();
        for (int i = 0; i < 4; i++) {
            Thread closer = new Thread(() -> {
                pool.close();
                early.compareAndSet(false, !jobs.stream().allMatch(Job::isDone));
            });
            closers.add(closer);
            closer.start();
        }
        for (Thread each : closers) {
            each.join(60_000);
            assertThat(each.isAlive()).isFalse();
        }
        assertThat(early).as("a close returned before every job was done").isFalse();
        pool.close();
    }

    @Test
    void refusesJobsFromThenOn() {
        WorkerPool pool = Pools.small().build();
        pool.close();

        assertThatThrownBy(() -> pool.submit(Prime.class, 7L))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> pool.trySubmit(Prime.class, 7L)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(pool::tasks).isInstanceOf(RejectedExecutionException.class);
        pool.prestart(2);
        pool.shutdownNow();
    }

    @Test
    void afterGivingUpReturnsWithEveryJobCancelled() throws Exception {
        List<Job<JsonNode>> jobs = new ArrayList<>();
        WorkerPool pool = Pools.small().build();
        for (int i = 0; i < 50; i++) {
            jobs.add(pool.submit("fault.deaf", 600_000L, JsonNode.class));
        }
        pool.shutdownNow();
        assertThat(jobs).allMatch(Job::isDone);
        pool.close();

        for (Job<JsonNode> each : jobs) {
            assertThat(each.outcome()).isInstanceOf(JobOutcome.Cancelled.class);
        }
    }

    @Test
    void givesUpWhenInterrupted() throws Exception {
        WorkerPool pool = Pools.small().build();
        pool.submit(Prime.class, 7L).outcome();
        Job<JsonNode> deaf = pool.submit("fault.deaf", 600_000L, JsonNode.class);
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread closer = new Thread(() -> {
            pool.close();
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        closer.start();
        closer.interrupt();
        closer.join(60_000);

        assertThat(closer.isAlive()).isFalse();
        assertThat(stillInterrupted).isTrue();
        assertThat(deaf.outcome()).isInstanceOf(JobOutcome.Cancelled.class);
    }

    @Test
    void ofAPoolThatStartsIsQuick() throws Exception {
        for (int i = 0; i < 10; i++) {
            WorkerPool pool = Pools.small().build();
            pool.prestart(2);
            pool.close();
        }
    }

    @Test
    void endsPoolsThatManyThreadsStillSubmitTo() throws Exception {
        WorkerPool pool = Pools.small().queueCapacity(10).build();
        List<Thread> submitters = new ArrayList<>();
        List<Job<Boolean>> accepted = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread submitter = new Thread(() -> {
                try {
                    while (true) {
                        Job<Boolean> job = pool.submit(Prime.class, 7L);
                        synchronized (accepted) {
                            accepted.add(job);
                        }
                    }
                } catch (RejectedExecutionException | InterruptedException e) {
                    // the end
                }
            });
            submitters.add(submitter);
            submitter.start();
        }
        pool.submit(Prime.class, 7L).get(60, TimeUnit.SECONDS);
        pool.close();
        for (Thread each : submitters) {
            each.join(60_000);
        }
        assertThat(accepted).isNotEmpty().allMatch(Job::isDone);
    }
}
