package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class KilledFromOutsideTest {
    private static final int JOBS = 500;
    private static final int KILLS = 4;

    @Test
    void workersAreReplacedAndEveryJobIsRight() throws Exception {
        News news = new News();
        try (WorkerPool pool = Pools.small().retries(KILLS).listener(news).build()) {
            List<Job<JsonNode>> jobs = new ArrayList<>();
            for (int i = 0; i < JOBS; i++) {
                jobs.add(pool.submit("sleep", 5, JsonNode.class));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                jobs.get(kill * JOBS / (KILLS + 1)).get(60, TimeUnit.SECONDS);
                Optional<ProcessHandle> worker = ProcessHandle.of(news.latestProcess(kill % 2));
                assertThat(worker).isPresent();
                worker.get().destroyForcibly();
            }

            int charged = 0;
            for (Job<JsonNode> each : jobs) {
                assertThat(each.outcome()).isInstanceOf(JobOutcome.Succeeded.class);
                charged += each.outcome().attempts() - 1;
            }
            assertThat(charged).as("attempts charged to the jobs that ran").isLessThanOrEqualTo(KILLS);
        }
        assertThat(news.deaths()).isNotEmpty().allSatisfy(death -> {
            assertThat(death.exitStatus()).isEqualTo(137);
            assertThat(death.cause()).contains("SIGKILL");
            assertThat(death.deliberate()).isFalse();
        });
    }
}
