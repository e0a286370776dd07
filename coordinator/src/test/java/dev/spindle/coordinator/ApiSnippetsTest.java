package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.worker.tasks.Prime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the documentation shows, as it stands there. */
@ExtendWith(NothingLeft.class)
class ApiSnippetsTest {
    private static final List<Long> NUMBERS = List.of(2L, 3L, 4L, 5L, 6L);

    @Test
    void aPoolRunsAJob() throws Exception {
        try (WorkerPool pool = WorkerPool.builder()
                .workers(2)
                .heap("64m")
                .timeout(Duration.ofSeconds(30))
                .retries(2)
                .transport(Transport.PIPE)
                .build()) {
            Job<Boolean> job = pool.submit(Prime.class, 9_999_999_999_999_937L);
            boolean prime = job.get();
            JobOutcome<Boolean> outcome = job.outcome();
            JobOutcome<Boolean> staged = job.completion().toCompletableFuture().get(60, TimeUnit.SECONDS);

            assertThat(prime).isTrue();
            assertThat(outcome).isInstanceOfSatisfying(JobOutcome.Succeeded.class, succeeded -> {
                assertThat(succeeded.result()).isEqualTo(true);
                assertThat(succeeded.attempts()).isEqualTo(1);
                assertThat(succeeded.worker()).isBetween(0, 1);
                assertThat(succeeded.elapsed()).isPositive();
            });
            assertThat(staged).isEqualTo(outcome);
            assertThat(job.isDone()).isTrue();
            assertThat(job.isCancelled()).isFalse();
            assertThat(job.cancel()).isFalse();
            assertThat(job.number()).isEqualTo(1);
        }
    }

    @Test
    void aTaskIsRunByItsName() throws Exception {
        try (WorkerPool pool = Pools.small().build()) {
            Object input = Map.of("x", List.of(1, 2));
            JsonNode echoed = pool.submit("echo", input, JsonNode.class).get();

            assertThat(echoed.at("/x/1").intValue()).isEqualTo(2);
            assertThat(pool.tasks()).anyMatch(each -> each.name().equals("echo"));
        }
    }

    @Test
    void aStreamOfInputsBecomesAStreamOfResults() {
        try (WorkerPool pool = Pools.small().build()) {
            try (Stream<Boolean> results = pool.map(Prime.class, NUMBERS.stream())) {
                assertThat(results.toList()).containsExactly(true, true, false, true, false);
            }
            try (Stream<Boolean> results = pool.mapUnordered(Prime.class, NUMBERS.stream())) {
                assertThat(results.toList()).containsExactlyInAnyOrder(true, true, false, true, false);
            }
            try (Stream<JobOutcome<Boolean>> outcomes = pool.mapOutcomes(Prime.class, NUMBERS.stream())) {
                assertThat(outcomes).hasSize(5).allMatch(each -> each instanceof JobOutcome.Succeeded);
            }
        }
    }

    @Test
    void aPoolIsGivenUp() throws Exception {
        WorkerPool pool = Pools.small().build();
        Job<JsonNode> job = pool.submit("sleep", 600_000, JsonNode.class);
        pool.shutdownNow();
        pool.close();

        assertThat(job.outcome()).isInstanceOf(JobOutcome.Cancelled.class);
    }
}
