package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.coordinator.NoStackException.Reason;
import dev.spindle.protocol.RawJson;
import dev.spindle.worker.tasks.Sleep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class JobStackTest {
    private static final long LONG = 60_000;

    @Test
    void namesWhatARunningJobDoes() throws Exception {
        try (WorkerPool pool = Pools.small().workers(1).build()) {
            assertThat(pool.folder()).isDirectory();
            Job<?> running = pool.submit(Sleep.class, LONG);
            Job<?> waiting = pool.submit(Sleep.class, LONG);
            JobStack stack = stackInSleep(pool, running.number());

            assertThat(stack.job()).isEqualTo(running.number());
            assertThat(stack.processId())
                    .isEqualTo(pool.status().workers().get(0).processId());
            JobStack.ThreadStack job = stack.threads().get(0);
            assertThat(job.name() + " " + job.state()).isEqualTo("job TIMED_WAITING");
            assertThat(job.daemon()).isTrue();
            refused(pool, waiting.number(), Reason.WAITS);
            refused(pool, 99, Reason.UNKNOWN);

            assertThat(pool.cancel(waiting.number())).isTrue();
            assertThat(pool.cancel(running.number())).isTrue();
            assertThat(running.outcome())
                    .isInstanceOfSatisfying(JobOutcome.Cancelled.class, cancelled -> assertThat(cancelled.requested())
                            .isTrue());
            assertThat(waiting.outcome()).isInstanceOf(JobOutcome.Cancelled.class);
            assertThat(pool.cancel(running.number())).isFalse();
            assertThat(pool.strayAnswers()).isZero();
        }
    }

    /** Asks until the job sleeps; as often as it may take a job to begin. */
    private static JobStack stackInSleep(WorkerPool pool, long job) throws InterruptedException {
        long end = System.nanoTime() + Pools.PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                JobStack stack = pool.stack(job);
                if (stack.threads().toString().contains("dev.spindle.worker.tasks.Sleep.run")) {
                    return stack;
                }
            } catch (NoStackException e) {
                assertThat(e.reason()).isIn(Reason.WAITS, Reason.ENDED);
            }
        }
        throw new AssertionError("the job did not begin to sleep");
    }

    private static void refused(WorkerPool pool, long job, Reason reason) {
        assertThatThrownBy(() -> pool.stack(job))
                .isInstanceOfSatisfying(NoStackException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(reason));
    }

    @Test
    void isNotAskedOfAWorkerThatDoesNotKnowTheQuestion() throws Exception {
        try (WorkerPool pool = WorkerPool.builder()
                .workers(1)
                .workerCommand(Foreign.PYTHON, Foreign.example("worker.py").toString())
                .build()) {
            assertThat(pool.tasks()).isNotEmpty();
            Job<?> running = pool.submit("sleep", LONG, RawJson.class);

            refused(pool, running.number(), Reason.CANNOT_TELL);
            pool.shutdownNow();
        }
    }
}
