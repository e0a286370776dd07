package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.worker.tasks.Prime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job that ends its worker, in the midst of good ones: no good one is ever charged with it. */
@ExtendWith(NothingLeft.class)
class PoisonJobTest {
    private static final int ROUNDS = Boolean.getBoolean("spindle.full") ? 200 : 20;
    private static final int GOOD = 20;

    @Test
    void isTheOnlyOneThatIsCharged() throws Exception {
        List<Job<Boolean>> good = new ArrayList<>();
        List<Job<JsonNode>> bad = new ArrayList<>();
        try (WorkerPool pool = Pools.small().retries(0).build()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (long number : Pools.numbers(GOOD)) {
                    good.add(pool.submit(Prime.class, number));
                }
                bad.add(pool.submit(round % 2 == 0 ? "fault.halt" : "fault.exit", 1, JsonNode.class));
            }
            for (long number : Pools.numbers(GOOD)) {
                good.add(pool.submit(Prime.class, number));
            }
        }
        for (Job<JsonNode> each : bad) {
            assertThat(each.outcome()).isInstanceOf(JobOutcome.WorkerLost.class);
        }
        for (Job<Boolean> each : good) {
            assertThat(each.outcome()).as("job " + each.number()).isInstanceOf(JobOutcome.Succeeded.class);
            assertThat(each.outcome().attempts()).isEqualTo(1);
        }
    }

    @Test
    void isNotTriedForEver() throws Exception {
        try (WorkerPool pool = Pools.small().workers(1).retries(2).build()) {
            Job<Boolean> before = pool.submit(Prime.class, 7L);
            Job<JsonNode> bad = pool.submit("fault.halt", 1, JsonNode.class);
            Job<Boolean> after = pool.submit(Prime.class, 8L);

            assertThat(before.get()).isTrue();
            assertThat(after.get()).isFalse();
            assertThat(bad.outcome().attempts()).isEqualTo(3);
        }
    }

    @Test
    void isTriedAgainAtOnceWhileOtherWorkersAreIdle() throws Exception {
        try (WorkerPool pool = Pools.small().retries(2).build()) {
            List<Job<Boolean>> primes = new ArrayList<>();
            for (long number : Pools.numbers(50)) {
                primes.add(pool.submit(Prime.class, number));
            }
            for (Job<Boolean> each : primes) {
                each.get();
            }

            Job<JsonNode> bad = pool.submit("fault.halt", 1, JsonNode.class);

            assertThat(bad.outcome()).isInstanceOf(JobOutcome.WorkerLost.class);
        }
    }
}
