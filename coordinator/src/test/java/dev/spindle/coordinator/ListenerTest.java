package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Prime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeft.class)
class ListenerTest {
    @Test
    void hearsWhatEachJobPrinted() throws Exception {
        News news = new News();
        Job<JsonNode> first;
        Job<JsonNode> second;
        try (WorkerPool pool = Pools.small().listener(news).build()) {
            first = pool.submit("fault.print", 3, JsonNode.class);
            second = pool.submit("fault.print", 1, JsonNode.class);
        }
        assertThat(news.printed(first.number()))
                .contains("line 1 on stdout\n", "line 3 on stdout\n", "line 3 on stderr\n");
        assertThat(news.printed(second.number())).contains("line 1 on stdout\n").doesNotContain("line 2");
        // whose it was is known only while the job runs
        assertThat(news.below())
                .anyMatch(each -> each.endsWith(": line 3 below Java"))
                .anyMatch(each -> each.endsWith(": a line of a child process"));
    }

    /** Prints below Java, then waits. */
    public static final class PrintAndWait implements Task<String, Integer> {
        @Override
        public Integer run(String input, TaskContext context) throws Exception {
            new ProcessBuilder("echo", input).inheritIO().start().waitFor();
            return context.signal("never").await(Pools.PATIENCE) ? 1 : 0;
        }
    }

    @Test
    void hearsBelowWhichJobSomethingWasWritten() throws Exception {
        News news = new News();
        try (WorkerPool pool =
                Pools.small().tasks(PrintAndWait.class).listener(news).build()) {
            Job<Integer> first = pool.submit(PrintAndWait.class, "one");
            Job<Integer> second = pool.submit(PrintAndWait.class, "two");
            await().atMost(Pools.PATIENCE)
                    .untilAsserted(() -> assertThat(news.below()).contains("1: one", "2: two"));
            first.cancel();
            second.cancel();
        }
    }

    @Test
    void hearsOfDeathsWithTheJobThatRan() throws Exception {
        News news = new News();
        Job<JsonNode> job;
        try (WorkerPool pool =
                Pools.small().workers(1).retries(1).listener(news).build()) {
            pool.submit(Prime.class, 7L).outcome();
            job = pool.submit("fault.halt", 5, JsonNode.class);
            job.outcome();
            pool.submit(Prime.class, 7L).outcome();
        }
        assertThat(news.deaths()).hasSize(2).allSatisfy(death -> {
            assertThat(death.exitStatus()).isEqualTo(5);
            assertThat(death.job()).isEqualTo(job.number());
            assertThat(death.ran()).isPositive();
        });
        assertThat(news.deaths()).extracting(DeathReport::generation).containsExactly(0, 1);
    }

    @Test
    void hearsOfDeathsWhileThePoolIsBeingClosed() throws Exception {
        News news = new News();
        Job<JsonNode> job;
        try (WorkerPool pool = Pools.small().retries(0).listener(news).build()) {
            job = pool.submit("fault.halt", 5, JsonNode.class);
        }
        assertThat(job.isDone()).isTrue();
        assertThat(news.deaths()).extracting(DeathReport::exitStatus).containsExactly(5);
    }

    @Test
    void hearsNothingOfWorkersThatLeaveWhenTold() throws Exception {
        News news = new News();
        try (WorkerPool pool = Pools.small().listener(news).build()) {
            pool.submit(Prime.class, 7L).outcome();
        }
        assertThat(news.deaths()).isEmpty();
        assertThat(news.latestProcesses()).hasSize(1);
    }

    @Test
    void mayBeSlowWithoutHoldingUpJobs() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        PoolListener slow = new PoolListener() {
            @Override
            public void workerStarted(int worker, int generation, long processId) {
                try {
                    assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        try (WorkerPool pool = Pools.small().listener(slow).build()) {
            for (long number : Pools.numbers(50)) {
                pool.submit(Prime.class, number).get(60, TimeUnit.SECONDS);
            }
            gate.countDown();
        }
    }

    @Test
    void mayThrow() throws Exception {
        PoolListener broken = new PoolListener() {
            @Override
            public void output(int worker, long job, boolean stderr, String text) {
                throw new IllegalStateException("its own fault");
            }
        };
        try (Uncaught uncaught = new Uncaught()) {
            try (WorkerPool pool = Pools.small().listener(broken).build()) {
                for (int i = 0; i < 3; i++) {
                    pool.submit("fault.print", 2, JsonNode.class).get(60, TimeUnit.SECONDS);
                }
            }
            assertThat(uncaught.messages()).isNotEmpty().containsOnly("its own fault");
        }
    }
}
