package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.worker.tasks.Prime;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NothingLeft.class)
class TimeLimitsTest {
    private static final Duration LIMIT = Duration.ofMillis(400);

    private static WorkerPool impatient() {
        return Pools.small().workers(1).grace(Duration.ofMillis(200)).build();
    }

    @ParameterizedTest
    @CsvSource({"fault.deaf, ", "fault.hang, calls", "fault.hang, counted", "sleep, 600000"})
    void tellHowTheJobWasStoppedAndWhen(String task, String input) throws Exception {
        Object value = task.equals("sleep") ? Long.valueOf(input) : input;
        try (WorkerPool pool = impatient()) {
            Job<JsonNode> stuck = limited(pool, task, value);

            assertThat(Pools.outcomeOf(stuck)).isInstanceOfSatisfying(JobOutcome.TimedOut.class, timedOut -> {
                Stop stop = timedOut.stop();
                if (task.equals("sleep")) {
                    assertThat(stop.by()).isEqualTo(Stop.By.REQUEST);
                } else {
                    assertThat(stop.by()).isIn(Stop.By.SIGTERM, Stop.By.SIGKILL);
                    assertThat(stop.took()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
                }
            });
        }
    }

    private static Job<JsonNode> limited(WorkerPool pool, String task, Object input) throws InterruptedException {
        pool.submit(Prime.class, 7L).outcome(); // a worker is ready
        return pool.submit(JobRequest.of(task, input, JsonNode.class).withTimeout(LIMIT));
    }

    @ParameterizedTest
    @CsvSource({"fault.hang, calls", "fault.hang, counted", "sleep, 600000"})
    void freeTheSlotAndTheNextJobIsRight(String task, String input) throws Exception {
        Object value = task.equals("sleep") ? Long.valueOf(input) : input;
        try (WorkerPool pool = impatient()) {
            Job<JsonNode> stuck = limited(pool, task, value);
            Job<Boolean> next = pool.submit(Prime.class, 9L);

            assertThat(stuck.outcome()).isInstanceOfSatisfying(JobOutcome.TimedOut.class, timedOut -> {
                assertThat(timedOut.limit()).isEqualTo(LIMIT);
                assertThat(timedOut.elapsed()).isGreaterThanOrEqualTo(LIMIT);
            });
            assertThat(next.get(60, TimeUnit.SECONDS)).isFalse();
            assertThat(next.outcome().attempts()).isEqualTo(1);
        }
    }

    @Test
    void endAWorkerWhoseJobDoesNotListen() throws Exception {
        try (WorkerPool pool = impatient()) {
            Job<JsonNode> deaf = limited(pool, "fault.deaf", 600_000L);

            assertThatThrownBy(deaf::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TaskTimeoutException.class);
            assertThat(pool.submit(Prime.class, 9L).get(60, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void tooLongToMatterAreNone() throws Exception {
        try (WorkerPool pool =
                Pools.small().timeout(Duration.ofSeconds(Long.MAX_VALUE)).build()) {
            assertThat(pool.submit(Prime.class, 7L).get()).isTrue();
            JobRequest<Boolean> request = JobRequest.of(Prime.class, 7L).withTimeout(Duration.ofNanos(Long.MAX_VALUE));
            assertThat(pool.submit(request).get()).isTrue();
        }
    }
}
