package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The coordinator is told to end, or is killed, while jobs hang. */
class SignalsTest {
    private static final String HANGING = """
            {"task":"fault.hang","input":"calls"}
            {"task":"fault.hang","input":"counted"}
            {"task":"echo"}
            """;

    private static Running startHanging() throws Exception {
        Running running =
                Spindle.of("run", "-j", "2").input(HANGING).inputStaysOpen().start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Leftovers.workersOf(running.processId()).stream()
                                .filter(worker -> cpuMillis(worker) > 1200) // the compiler has replaced the loop
                                .count()
                        >= 2);
        return running;
    }

    private static long cpuMillis(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static void signal(Running running, String name) throws Exception {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(running.processId()))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsTheRunAndLeavesNothing(String signal, int status) throws Exception {
        Running running = startHanging();

        signal(running, signal);

        Ended ended = running.end().assertStatus(status);
        assertThat(ended.err()).doesNotContain("\tat ");
        assertThat(ended.results())
                .allSatisfy(result -> assertThat(result.status()).isEqualTo("cancelled"));
    }

    @Test
    void workersLeaveWhenTheCoordinatorIsKilled() throws Exception {
        Running running = startHanging();
        List<ProcessHandle> workers = Leftovers.workersOf(running.processId());

        signal(running, "KILL");

        await().atMost(Duration.ofSeconds(10)) // it takes 2 s at most, on a machine that does nothing else
                .until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
        running.end().assertStatus(137);
        removeFolderOf(running.processId());
    }

    private static void removeFolderOf(long coordinator) throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "spindle-" + coordinator + "-*")) {
            for (Path folder : folders) {
                Files.delete(folder);
            }
        }
    }
}
