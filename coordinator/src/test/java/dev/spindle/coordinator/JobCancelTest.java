package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Prime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NothingLeft.class)
class JobCancelTest {
    /** Says that it runs, waits to be stopped, and says by which ways it learnt of that. */
    public static final class Obedient implements Task<String, String> {
        @Override
        public String run(String how, TaskContext context) throws Exception {
            context.progress(0, "running");
            boolean interrupted = false;
            try {
                context.signal("never").await(Pools.PATIENCE);
            } catch (InterruptedException e) {
                interrupted = true;
                if (how.equals("throws")) {
                    throw e;
                }
            }
            return "interrupted: " + interrupted + ", cancelled: " + context.isCancelled();
        }
    }

    /** Says that it runs, and does not listen. */
    public static final class Deaf implements Task<String, String> {
        @Override
        public String run(String how, TaskContext context) {
            context.progress(0, "running");
            int count = 0;
            while (count >= 0) {
                if (how.equals("counts")) {
                    count = (count + 1) & Integer.MAX_VALUE;
                } else {
                    LockSupport.parkNanos(1_000_000);
                }
            }
            return "it counted to the end: " + count;
        }
    }

    private static PoolBuilder one() {
        return Pools.small().workers(1).tasks(Obedient.class, Deaf.class).grace(Duration.ofSeconds(50));
    }

    private static Job<String> running(WorkerPool pool, Class<? extends Task<String, String>> task, String how)
            throws InterruptedException {
        FirstProgress listener = new FirstProgress();
        Job<String> job = pool.submit(JobRequest.of(task, how).withListener(listener));
        listener.awaitThat();
        return job;
    }

    @Test
    void ofAJobThatWaitsEndsItBeforeItRan() throws Exception {
        try (WorkerPool pool = one().build()) {
            Job<String> runs = running(pool, Obedient.class, "answers");
            Job<Boolean> waits = pool.submit(Prime.class, 7L);

            assertThat(waits.cancel()).isTrue();

            assertThat(waits.outcome()).isInstanceOf(JobOutcome.Cancelled.class);
            assertThat(waits.outcome().attempts()).isZero();
            assertThat(runs.isDone()).isFalse();
            runs.cancel();
        }
    }

    @Test
    void ofJobsThatWaitInTheirWorkerLeavesThoseInBetween() throws Exception {
        try (WorkerPool pool = one().build()) {
            Pools.widenWindows(pool);
            Job<String> runs = pool.submit(Obedient.class, "answers");
            List<Job<Boolean>> behind = new ArrayList<>();
            for (long number : Pools.numbers(100)) {
                behind.add(pool.submit(Prime.class, number));
            }
            for (int i = 0; i < behind.size(); i += 2) {
                assertThat(behind.get(i).cancel()).isTrue();
            }
            for (int i = 0; i < behind.size(); i += 2) {
                assertThat(behind.get(i).outcome()).isInstanceOf(JobOutcome.Cancelled.class);
            }
            assertThat(runs.isDone()).isFalse();

            runs.cancel();

            for (int i = 1; i < behind.size(); i += 2) {
                assertThat(behind.get(i).outcome()).isInstanceOf(JobOutcome.Succeeded.class);
            }
        }
    }

    @Test
    void reachesARunningJobThroughItsContextAndAsAnInterrupt() throws Exception {
        try (WorkerPool pool = one().build()) {
            Job<String> job = running(pool, Obedient.class, "answers");

            assertThat(job.cancel()).isTrue();

            assertThat(job.get(40, TimeUnit.SECONDS)).isEqualTo("interrupted: true, cancelled: true");
            assertThat(job.isCancelled()).isFalse(); // it answered
            assertThat(job.cancel()).isFalse();
        }
    }

    @Test
    void leavesTheWorkerOfAJobThatObeys() throws Exception {
        try (WorkerPool pool = one().build()) {
            Job<String> job = running(pool, Obedient.class, "throws");
            Job<Boolean> next = pool.submit(Prime.class, 7L);

            job.cancel();

            assertThatThrownBy(() -> job.get(40, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            assertThat(job.isCancelled()).isTrue();
            assertThat(next.get(40, TimeUnit.SECONDS)).isTrue();
            assertThat(next.outcome().attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waits", "counts"})
    void ofAJobThatDoesNotListenEndsItsWorkerAndHarmsNoOther(String how) throws Exception {
        List<DeathReport> deaths = new CopyOnWriteArrayList<>();
        PoolListener listener = new PoolListener() {
            @Override
            public void workerLost(DeathReport death) {
                deaths.add(death);
            }
        };
        try (WorkerPool pool = one().workers(2)
                .grace(Duration.ofMillis(200))
                .listener(listener)
                .build()) {
            Job<String> neighbour = running(pool, Obedient.class, "answers");
            Job<String> deaf = running(pool, Deaf.class, how);
            Job<Boolean> behind = pool.submit(Prime.class, 9L);

            assertThat(deaf.cancel()).isTrue();
            assertThat(deaf.cancel()).as("asked again while it still runs").isTrue();

            assertThat(deaf.outcome()).isInstanceOf(JobOutcome.Cancelled.class);
            assertThat(deaf.outcome().elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            assertThat(behind.get(60, TimeUnit.SECONDS)).isFalse();
            assertThat(behind.outcome().attempts()).isEqualTo(1);
            assertThat(neighbour.isDone()).isFalse();

            neighbour.cancel();
            assertThat(neighbour.get(60, TimeUnit.SECONDS)).contains("cancelled: true");
            assertThat(neighbour.outcome().attempts()).isEqualTo(1);
            assertThat(deaths).singleElement().satisfies(death -> {
                assertThat(death.job()).isEqualTo(deaf.number());
                assertThat(death.deliberate()).isFalse();
            });
        }
    }
}
