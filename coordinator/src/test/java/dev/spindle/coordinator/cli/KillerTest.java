package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody kills workers at random, those that are starting included, as long as a run lasts. */
class KillerTest {
    private static final int JOBS = Boolean.getBoolean("spindle.full") ? 10_000 : 2_000;
    private static final long LEAST_MILLIS = 300;

    @Test
    void everyJobIsOkAndEachOnce() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Running running = Spindle.of("run", "-t", "sleep", "-j2", "--retries", "100")
                .input("2\n".repeat(JOBS))
                .start();
        long pause = Math.max(LEAST_MILLIS, millisUntilTheFirstResult(running));
        int killed = 0;
        while (!running.process().waitFor(pause, TimeUnit.MILLISECONDS)) {
            List<ProcessHandle> workers = Leftovers.workersOf(running.processId());
            if (!workers.isEmpty()) {
                workers.get(random.nextInt(workers.size())).destroyForcibly();
                killed++;
            }
        }

        Ended ended = running.end();
        assertThat(ended.status())
                .as("after %d kills, seed %d: %s", killed, seed, ended.err())
                .isZero();
        assertThat(ended.results())
                .hasSize(JOBS)
                .allMatch(result -> result.status().equals("ok"))
                .extracting(Result::seq)
                .doesNotHaveDuplicates();
        assertThat(killed).isPositive();
    }

    /** On a busy machine a start takes longer, and workers none of which lives to be ready end a run. */
    private static long millisUntilTheFirstResult(Running running) {
        long start = System.nanoTime();
        await("the first result").atMost(Duration.ofSeconds(60)).until(() -> Files.size(running.out()) > 0);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
