package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.coordinator.AttemptReport.End;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a pool shows of itself while it works. */
@ExtendWith(NothingLeft.class)
class WatchedPoolTest {
    private final List<AttemptReport> told = Collections.synchronizedList(new ArrayList<>());

    private List<AttemptReport> of(Job<?> job) {
        return told.stream().filter(each -> each.job() == job.number()).toList();
    }

    @Test
    void tellsOfEachAttemptAndOfWhatRunsNow() throws Exception {
        Job<JsonNode> slept;
        Job<JsonNode> failed;
        Job<JsonNode> hanging;
        Job<JsonNode> died;
        PoolTimes times;
        try (WorkerPool pool =
                Pools.small().workers(1).retries(1).attemptListener(told::add).build()) {
            slept = pool.submit("sleep", 30, JsonNode.class);
            failed = pool.submit("fault.throw", "no luck", JsonNode.class);
            failed.outcome();
            hanging = pool.submit("sleep", 600_000, JsonNode.class);
            long number = hanging.number();
            await().atMost(Pools.PATIENCE).until(() -> runs(pool, number));
            WorkerStatus worker = pool.status().workers().get(0);
            assertThat(worker.state()).isEqualTo(WorkerStatus.State.BUSY);
            assertThat(worker.running()).isNotNull().satisfies(running -> {
                assertThat(running.task()).isEqualTo("sleep");
                assertThat(running.attempt()).isEqualTo(1);
                assertThat(running.stopping()).isFalse();
            });
            assertThat(worker.given()).isEqualTo(3);
            assertThat(ProcessHandle.of(worker.processId())).isPresent();
            await().atMost(Pools.PATIENCE)
                    .until(() -> pool.status().workers().get(0).residentBytes() > 1 << 20);
            hanging.cancel();
            died = pool.submit("fault.exit", 3, JsonNode.class);
            died.outcome();
            times = pool.times();
        }

        assertThat(of(slept)).singleElement().satisfies(attempt -> {
            assertThat(attempt.end()).isEqualTo(End.OK);
            assertThat(attempt.task()).isEqualTo("sleep");
            assertThat(attempt.inputBytes()).isEqualTo(2);
            assertThat(attempt.resultBytes()).isEqualTo(4);
            long ran = attempt.endedNanos() - attempt.beganNanos();
            assertThat(attempt.spent()).isNotNull().satisfies(spent -> assertThat(spent.run())
                    .isBetween(30_000_000L, ran));
        });
        assertThat(of(failed)).singleElement().satisfies(attempt -> {
            assertThat(attempt.end()).isEqualTo(End.FAILED);
            assertThat(attempt.cause()).contains("no luck");
        });
        assertThat(of(hanging)).extracting(AttemptReport::end).containsExactly(End.CANCELLED);
        assertThat(of(died)).extracting(AttemptReport::end).containsExactly(End.LOST, End.LOST);
        assertThat(of(died)).extracting(AttemptReport::again).containsExactly(true, false);
        assertThat(of(died)).extracting(AttemptReport::generation).containsExactly(0, 1);
        assertThat(times.run().toMillis()).isGreaterThanOrEqualTo(30);
        assertThat(times.busy()).isLessThanOrEqualTo(times.alive()).isGreaterThanOrEqualTo(times.measured());
    }

    private static boolean runs(WorkerPool pool, long job) {
        return pool.status().workers().stream()
                .map(WorkerStatus::running)
                .anyMatch(running -> running != null && running.job() == job);
    }
}
