package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody kills workers at random, those that are starting included, as long as a run lasts. */
class KillerTest {
    private static final int JOBS = Boolean.getBoolean("spindle.full") ? 10_000 : 2_000;
    private static final long EVERY_MILLIS = 300;

    @Test
    void everyJobIsOkAndEachOnce() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Running running = Spindle.of("run", "-t", "sleep", "-j2", "--retries", "100")
                .input("2\n".repeat(JOBS))
                .start();
        int killed = 0;
        while (!running.process().waitFor(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
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
}
