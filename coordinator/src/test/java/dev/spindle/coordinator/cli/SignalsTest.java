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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    private static Running startSleeping(String first, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("run", "-j1"));
        words.addAll(List.of(options));
        Running running = Spindle.of(words.toArray(new String[0]))
                .input("{\"task\":\"echo\"}\n" + first + "\n" + "{\"task\":\"sleep\",\"input\":1}\n".repeat(50))
                .inputStaysOpen()
                .pipedOutput()
                .start();
        assertThat(running.process().inputReader().readLine()).startsWith("{\"seq\":1,");
        // Whoever waits for its last line does not wait for ever.
        CompletableFuture.delayedExecutor(90, TimeUnit.SECONDS).execute(running.process()::destroyForcibly);
        return running;
    }

    private static List<Result> rest(Running running) throws Exception {
        List<Result> results = new ArrayList<>();
        for (String line : running.process().inputReader().lines().toList()) {
            results.add(Result.parse(line));
        }
        return results;
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void theFirstSignalLetsTheRunningJobEndAndCancelsTheOthers(String signal, int status) throws Exception {
        Running running = startSleeping("{\"task\":\"sleep\",\"input\":1500}", "--grace", "30s");

        signal(running, signal);

        List<Result> results = rest(running);
        Ended ended = running.end().assertStatus(status);
        assertThat(results).hasSize(51);
        assertThat(results)
                .filteredOn(each -> each.status().equals("ok"))
                .extracting(Result::seq)
                .containsExactly(2L);
        assertThat(results)
                .filteredOn(each -> each.status().equals("cancelled"))
                .hasSize(50);
        assertThat(ended.err())
                .contains("SIG" + signal + ": no further job begins")
                .contains("the rest of the input was never read");
    }

    @Test
    void whatStillRunsAfterTheGraceTimeIsKilled() throws Exception {
        Running running = startSleeping("{\"task\":\"fault.deaf\"}", "--grace", "300ms");

        signal(running, "TERM");

        List<Result> results = rest(running);
        running.end().assertStatus(143);
        assertThat(results).hasSize(51).allMatch(each -> each.status().equals("cancelled"));
    }

    @Test
    void theSecondSignalKillsAtOnce() throws Exception {
        Running running = startSleeping("{\"task\":\"fault.deaf\"}", "--grace", "1h");

        signal(running, "INT");
        await().atMost(Duration.ofSeconds(60)).until(() -> running.errorsSoFar().contains("no further job begins"));
        signal(running, "TERM"); // the same again so soon would be taken for an echo of the first

        List<Result> results = rest(running);
        running.end().assertStatus(130);
        assertThat(results).hasSize(51).allMatch(each -> each.status().equals("cancelled"));
    }

    @Test
    void aCoordinatorThatWasStoppedBlamesNobodyWhenItGoesOn() throws Exception {
        Running running =
                startSleeping("{\"task\":\"sleep\",\"input\":1500,\"timeout\":\"2s\"}", "--heartbeat-timeout", "1s");
        signal(running, "STOP");
        // Longer than any worker may be silent, and than the job may take: to be seen by the clock only.
        assertThat(running.process().waitFor(4, TimeUnit.SECONDS)).isFalse();
        signal(running, "CONT");
        running.process().getOutputStream().close();

        List<Result> results = rest(running);
        Ended ended = running.end().assertStatus(0);
        assertThat(results).hasSize(51).allMatch(each -> each.status().equals("ok"));
        assertThat(ended.err()).doesNotContain("lost");
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
