package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NothingLeft.class)
class CoordinatorKilledTest {
    /** Two seconds are promised; a machine with much else to do gets more. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Process start(Path temporary) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangingCoordinator.class.getName(),
                        "calls",
                        "counted")
                .redirectError(new File("/dev/null"))
                .start();
    }

    private static List<ProcessHandle> hanging(Process coordinator) throws Exception {
        List<ProcessHandle> workers = new ArrayList<>();
        BufferedReader pids = coordinator.inputReader(StandardCharsets.UTF_8);
        for (int i = 0; i < 2; i++) {
            String pid = pids.readLine();
            assertThat(pid).as("a worker's process id").isNotNull();
            workers.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
        }
        return workers;
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void byForceItsWorkersLeaveEvenFromEndlessLoops(@TempDir Path temporary) throws Exception {
        Process coordinator = start(temporary);
        List<ProcessHandle> workers = hanging(coordinator);
        assertThat(workers).allMatch(ProcessHandle::isAlive);

        coordinator.destroyForcibly().waitFor();

        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> workers.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void politelyItEndsItsWorkersAndItsFolder(@TempDir Path temporary) throws Exception {
        Process coordinator = start(temporary);
        List<ProcessHandle> workers = hanging(coordinator);

        coordinator.destroy();
        coordinator.waitFor();

        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> workers.stream()
                .noneMatch(ProcessHandle::isAlive));
        assertThat(temporary).isEmptyDirectory();
    }
}
