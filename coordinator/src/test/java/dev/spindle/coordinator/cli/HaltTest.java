package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run gives up. */
class HaltTest {
    private static final String THROW = "{\"task\":\"fault.throw\",\"input\":\"x\"}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static Map<String, Long> byStatus(Ended ended) throws Exception {
        return ended.results().stream()
                .collect(Collectors.groupingBy(Result::status, TreeMap::new, Collectors.counting()));
    }

    private Result summary() throws Exception {
        return Result.parse(Files.readString(folder.resolve("summary")).strip());
    }

    private Ended run(String input, String halt, String workers) throws Exception {
        Path file = Files.writeString(folder.resolve("jobs"), input);
        String summary = folder.resolve("summary").toString();
        Ended ended = Spindle.of("run", "-j", workers, "--halt", halt, "--summary", summary, file.toString())
                .end();
        Result said = summary();
        for (String status : new String[] {"ok", "failed", "lost", "timeout", "cancelled", "invalid"}) {
            long count = byStatus(ended).getOrDefault(status, 0L);
            assertThat(said.number(status)).as(status).isEqualTo(count);
        }
        assertThat(said.number("jobs")).isEqualTo(ended.results().size());
        return ended;
    }

    @Test
    void soonStopsExactlyAtTheFailureThatWasOneTooMany() throws Exception {
        Ended ended = run(THROW.repeat(30), "soon,fail=3", "1").assertStatus(3);

        assertThat(byStatus(ended)).containsEntry("failed", 3L).doesNotContainKeys("ok", "lost", "timeout", "invalid");
        long unread = summary().number("neverRead"); // the reader may be slower than three jobs
        assertThat(summary().number("cancelled") + unread).isEqualTo(27);
        assertThat(ended.err())
                .contains("halted: 3 jobs failed")
                .contains("  3 failed, first line 1: ")
                .hasLineCount(2);
        assertThat(summary().fields())
                .containsEntry("endedBy", "halted: 3 jobs failed")
                .containsEntry("exitStatus", 3);
    }

    @Test
    void soonLetsRunningJobsEndAndNowKillsThem() throws Exception {
        String input = "{\"task\":\"sleep\",\"input\":1500}\n{\"task\":\"sleep\",\"input\":300}\n" + THROW;

        assertThat(byStatus(run(input, "soon,fail=1", "2").assertStatus(3))).isEqualTo(Map.of("ok", 2L, "failed", 1L));
        Ended now = run(input, "now,fail=1", "2").assertStatus(3);
        assertThat(byStatus(now)).isEqualTo(Map.of("ok", 1L, "failed", 1L, "cancelled", 1L));
        assertThat(now.result(1).error().get("stop")).asString().contains("SIGKILL");
    }

    @Test
    void aShareIsOfTheJobsThatHaveEnded() throws Exception {
        String tenth = "{\"task\":\"echo\"}\n".repeat(9) + THROW;

        Ended below = run(tenth.repeat(20), "now,fail=11%", "1");
        assertThat(below.assertStatus(1).results()).hasSize(200);
        Ended reached = run(tenth.repeat(20), "now,fail=10%", "1");
        assertThat(byStatus(reached.assertStatus(3)))
                .containsEntry("failed", 3L)
                .containsEntry("ok", 27L);
        assertThat(reached.err()).contains("halted: 3 of 30 jobs failed");
    }

    @Test
    void whatWasNeverReadIsCounted() throws Exception {
        Ended ended = run(THROW + "{\"task\":\"echo\"}\n\n".repeat(20_000), "now,fail=1", "1")
                .assertStatus(3);

        long results = ended.results().size();
        assertThat(results).isLessThan(20_001);
        assertThat(summary().number("neverRead")).isEqualTo(20_001 - results);
        assertThat(ended.err()).contains((20_001 - results) + " lines were never read");
    }

    @Test
    void linesThatAreNoJobsCountAsFailures() throws Exception {
        Ended ended = run("{\n".repeat(50) + "{\"task\":\"echo\"}\n".repeat(50), "soon,fail=5", "1");

        assertThat(byStatus(ended.assertStatus(3))).containsEntry("invalid", 5L).hasSize(1);
    }

    @Test
    void anInputThatPausesDoesNotKeepAHaltedRun() throws Exception {
        Ended ended = Spindle.of("run", "-j1", "--halt", "soon,fail=1")
                .input(THROW + "{\"task\":\"echo\"}\n")
                .inputStaysOpen()
                .end();

        assertThat(ended.assertStatus(3).results()).hasSize(2);
        assertThat(ended.err()).contains("the rest of the input was never read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "soon,fail=3", "now,fail=100%"})
    void aRunWithoutFailuresIsNotHalted(String halt) throws Exception {
        assertThat(run("{\"task\":\"echo\"}\n".repeat(20), halt, "2")
                        .assertStatus(0)
                        .results())
                .hasSize(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--halt; sometimes",
                "--halt; soon,fail=0",
                "--halt; now,fail=101%",
                "--halt; soon",
                "--queue; stack",
                "--recycle-after; 0",
                "--rss-limit; 1m",
                "--rss-limit; much",
                "--heartbeat-timeout; 1ms",
                "--start-timeout; 0s",
                "--retry-on; never",
                "--retries; -1",
                "--timeout; 0s",
            })
    void whatCannotBeMeantIsRefusedWithTheOptionsName(String option, String value) throws Exception {
        Spindle.run("1\n", "run", "-t", "echo", option, value).assertComplaint(2, option);
    }
}
