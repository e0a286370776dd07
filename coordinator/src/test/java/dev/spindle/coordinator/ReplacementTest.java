package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers are replaced without a job noticing it: after so many jobs, when they are too large, when they are silent. */
@ExtendWith(NothingLeft.class)
class ReplacementTest {
    private final News news = new News();

    private PoolBuilder small() {
        return Pools.small().listener(news).tasks(WhoRuns.class, Bloat.class);
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    @Test
    void aWorkerRunsNoMoreJobsThanItMayAndNoneIsLost() throws Exception {
        Map<Long, Integer> byProcess = new HashMap<>();
        try (WorkerPool pool = small().recycleAfter(7).build()) {
            List<Job<Long>> jobs = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                jobs.add(pool.submit(WhoRuns.class, 5));
            }
            for (Job<Long> each : jobs) {
                byProcess.merge(each.get(60, TimeUnit.SECONDS), 1, Integer::sum);
                assertThat(each.outcome().attempts()).isEqualTo(1);
            }
        }

        assertThat(byProcess.values()).allMatch(count -> count <= 7);
        assertThat(byProcess).hasSizeGreaterThanOrEqualTo(9);
        assertThat(news.deaths()).isEmpty();
        assertThat(news.left())
                .as("all that ran something left when they were told to")
                .hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void recyclingCanBeInterruptedAtAnyMoment() throws Exception {
        for (int round = 0; round < (Boolean.getBoolean("spindle.full") ? 6 : 3); round++) {
            try (WorkerPool pool = small().recycleAfter(2).build()) {
                List<Job<Long>> jobs = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    jobs.add(pool.submit(WhoRuns.class, 1));
                }
                jobs.get(3 * round).get(60, TimeUnit.SECONDS);
                if (round % 3 == 0) {
                    pool.shutdownNow();
                } else if (round % 3 == 1) {
                    pool.shutdownSoon();
                } else {
                    jobs.forEach(Job::cancel);
                }
                for (Job<Long> each : jobs) {
                    assertThat(each.outcome()).isInstanceOfAny(JobOutcome.Succeeded.class, JobOutcome.Cancelled.class);
                }
            }
        }
    }

    @Test
    void aWorkerThatLeaksIsReplacedBetweenJobs() throws Exception {
        try (WorkerPool pool =
                small().workers(1).heap("400m").residentLimit("160m").build()) {
            for (int i = 0; i < 12; i++) {
                Job<JsonNode> job = pool.submit("fault.leak", 40 << 20, JsonNode.class);
                assertThat(Pools.outcomeOf(job)).isInstanceOf(JobOutcome.Succeeded.class);
                assertThat(job.outcome().attempts()).isEqualTo(1);
                pool.submit(WhoRuns.class, 250).get(60, TimeUnit.SECONDS); // it is weighed meanwhile
            }
        }

        assertThat(news.deaths()).isEmpty();
        assertThat(news.left())
                .filteredOn(end -> end.stop() != null)
                .isNotEmpty()
                .allSatisfy(end -> {
                    assertThat(end.cause()).contains("over the limit of 160 MiB");
                    assertThat(end.residentBytes()).isGreaterThan(100 << 20);
                });
    }

    @Test
    void aJobThatKeepsAWorkerTooLargeIsLost() throws Exception {
        PoolBuilder builder =
                small().workers(1).heap("400m").residentLimit("160m").retries(0);
        try (WorkerPool pool = builder.grace(Duration.ofMillis(100)).build()) {
            assertThat(Pools.outcomeOf(pool.submit(Bloat.class, 250)))
                    .isInstanceOfSatisfying(JobOutcome.WorkerLost.class, lost -> {
                        assertThat(lost.death().kind()).isEqualTo(DeathReport.Kind.STOPPED);
                        assertThat(lost.death().cause()).contains("over the limit of 160 MiB");
                        assertThat(lost.death().peakResidentBytes()).isGreaterThan(160 << 20);
                        assertThat(lost.death().stop()).isNotNull();
                    });
            assertThat(pool.submit(WhoRuns.class, 0).get(60, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void aStoppedProcessIsNoticedAndReplaced() throws Exception {
        try (WorkerPool pool =
                small().workers(1).heartbeatTimeout(Duration.ofMillis(700)).build()) {
            long first = pool.submit(WhoRuns.class, 0).get(60, TimeUnit.SECONDS);
            Job<Long> running = pool.submit(WhoRuns.class, 300);
            signal("STOP", first);

            assertThat(running.get(60, TimeUnit.SECONDS)).isNotEqualTo(first);
            assertThat(running.outcome().attempts()).isEqualTo(2);
        }
        assertThat(news.deaths()).singleElement().satisfies(death -> {
            assertThat(death.cause())
                    .contains("no sign of life for 700 ms", "by its pool's SIGKILL while it was stopped");
            assertThat(death.kind()).isEqualTo(DeathReport.Kind.STOPPED);
            assertThat(death.job()).isEqualTo(2);
        });
    }

    @Test
    void aStoppedProcessWithoutAJobIsNoticedToo() throws Exception {
        try (WorkerPool pool =
                small().workers(1).heartbeatTimeout(Duration.ofMillis(700)).build()) {
            long first = pool.submit(WhoRuns.class, 0).get(60, TimeUnit.SECONDS);
            signal("STOP", first);

            await().atMost(Pools.PATIENCE).until(() -> !news.deaths().isEmpty());
            assertThat(news.deaths().get(0).job()).isEqualTo(-1);
            assertThat(pool.submit(WhoRuns.class, 0).get(60, TimeUnit.SECONDS)).isNotEqualTo(first);
        }
    }

    @Test
    void aJobThatComputesForLongIsNoSilence() throws Exception {
        PoolBuilder builder = small().workers(1).heartbeatTimeout(Duration.ofMillis(700));
        try (WorkerPool pool = builder.grace(Duration.ofMillis(100)).build()) {
            for (String how : List.of("calls", "counted")) {
                JobRequest<JsonNode> request = JobRequest.of("fault.hang", how, JsonNode.class);
                Job<JsonNode> job = pool.submit(request.withTimeout(Duration.ofSeconds(3)));
                assertThat(Pools.outcomeOf(job)).isInstanceOf(JobOutcome.TimedOut.class);
            }
        }
    }
}
