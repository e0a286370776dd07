package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs are told beside the results. */
class SummaryTest {
    @Test
    void theSummaryCountsEverything(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("summary.json");
        Path page = folder.resolve("report.html");

        Ended ended = Spindle.run(
                        "{\"task\":\"echo\"}\n\n{}\n{\"task\":\"fault.halt\"}\n{\"task\":\"fault.throw\"}\n",
                        "run",
                        "--retries",
                        "1",
                        "--summary",
                        file.toString(),
                        "--report",
                        page.toString())
                .assertStatus(1);

        assertThat(Files.readString(file))
                .matches(
                        "\\{\"exitStatus\":1,\"jobs\":4,\"ok\":1,\"failed\":1,\"timeout\":0,\"lost\":1,\"cancelled\":0,"
                                + "\"invalid\":1,\"fromJournal\":0,\"retries\":1,\"quarantined\":\\[4],\"workersStarted\":[2-4],\"workersLost\":2,"
                                + "\"deaths\":\\{\"halt\":2},\"connectionsTurnedAway\":0,\"endedBy\":null,\"neverRead\":0,\"seconds\":[0-9.]+,"
                                + "\"failures\":\\[(\\{\"status\":\"(failed|lost|invalid)\",\"type\":\"[^\"]+\",\"message\":\"([^\"\\\\]|\\\\.)*\","
                                + "\"messagesDiffer\":false,\"count\":1,\"line\":[345]},?){3}],\"moreCauses\":0,"
                                + "\"slowest\":\\[.*],\"ms\":\\{\"median\":[0-9.]+,\"p90\":[0-9.]+,\"p99\":[0-9.]+,\"max\":[0-9.]+},"
                                + "\"times\":\\{\"aliveMs\":\\d+,\"busyMs\":\\d+,.*\"waiting\":[0-9.]+},\"advice\":\\[.*]}\n");
        assertThat(ended.err()).contains("  1 lost, line 4: ", "  1 failed, line 5: java.lang.IllegalStateException");
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("4 jobs in ", "halt", "Workers that died", "--report " + page, "</html>");
    }

    @Test
    void aRunThatFailsHasASummaryToo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("summary.json");

        Spindle.run("1\n", "run", "-j1", "-t", "echo", "-o", "/dev/full", "--summary", file.toString())
                .assertStatus(4);

        assertThat(Files.readString(file)).startsWith("{\"exitStatus\":4,\"jobs\":1,");
    }

    @Test
    void aRunWhoseWorkersDoNotStartTellsHowMuchItNeverRead(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("summary.json");
        Path input = Files.writeString(folder.resolve("in"), "1\n\n2\n3\n");

        Ended ended = Spindle.run(
                        "",
                        "run",
                        "-j1",
                        "-t",
                        "echo",
                        "--jvm-arg",
                        "-Xmx1k",
                        "--summary",
                        file.toString(),
                        input.toString())
                .assertStatus(4);

        assertThat(ended.err()).contains("; 3 lines were never read");
        assertThat(Files.readString(file)).contains("\"jobs\":0,", "\"neverRead\":3,");
    }

    @Test
    void quietIsSilentWhateverTheJobsDo() throws Exception {
        Ended ended = Spindle.run("{\"task\":\"echo\"}\n{\"task\":\"fault.halt\"}\n{}\n", "run", "-j1", "-q");

        assertThat(ended.assertStatus(1).err()).isEmpty();
        assertThat(ended.results()).hasSize(3);
        assertThat(Spindle.run("1\n", "run", "-q", "-t", "echo").assertStatus(0).err())
                .isEmpty();
    }

    @Test
    void verboseShowsWhatJobsPrintAndHowWorkersDie() throws Exception {
        Ended ended = Spindle.run(
                "\n\n{\"task\":\"fault.print\",\"input\":2}\n{}\n{\"task\":\"fault.exit\",\"input\":7}\n",
                "run",
                "-v",
                "-j",
                "1",
                "--retries",
                "0",
                "-k");

        ended.assertStatus(1);
        assertThat(ended.err().lines())
                .contains("[worker 0, job 3] line 1 on stdout", "[worker 0, job 3] line 2 on stderr")
                .anyMatch(line -> line.matches("\\[worker 0.*] line 2 below Java"))
                .anyMatch(line -> line.matches("\\[worker 0.*] a line of a child process"))
                .anyMatch(line -> line.matches("worker 0 is ready: process \\d+"))
                .anyMatch(line -> line.matches("worker 0 \\(process \\d+\\): .*status 7.*\\(it ran job 5\\)"));
    }

    @Test
    void withoutItOnlyTheFirstDeathsAreShown() throws Exception {
        Ended ended = Spindle.run(
                "null\n".repeat(6),
                "run",
                "-j1",
                "-t",
                "fault.halt",
                "--retries",
                "0",
                "--report",
                "/dev/null/report.html");

        assertThat(ended.assertStatus(1).err().lines().filter(line -> line.matches("worker 0.*ended with status 1.*")))
                .hasSize(3);
        assertThat(ended.err())
                .contains("-v shows each")
                .contains("6 lost")
                .contains("6 workers lost")
                .contains("cannot write the report, the run goes on without it: /dev/null/report.html (");
    }

    @Test
    void aBarIsShownWhereItIsAskedFor() throws Exception {
        String jobs = "{\"task\":\"echo\"}\n{\n{\"task\":\"fault.exit\"}\n";
        Ended asked = Spindle.run(jobs, "run", "-j1", "--retries", "0", "--progress", "on")
                .assertStatus(1);
        assertThat(asked.err())
                .contains("jobs 100% [")
                .contains("3/3")
                .contains(" 2 not ok")
                .doesNotContain("WARNING");
        assertThat(asked.err())
                .as("what is said takes the bar's place")
                .contains("\r" + " ".repeat(79) + "\rworker 0 (process ");
        assertThat(asked.results()).hasSize(3);

        Ended automatic = Spindle.run("1\n", "run", "-j1", "-t", "echo").assertStatus(0);
        assertThat(automatic.err()).hasLineCount(1).doesNotContain("\r").doesNotContain("\u001b");
        Ended off = Spindle.run("1\n", "run", "-j1", "-t", "echo", "--progress", "off")
                .assertStatus(0);
        assertThat(off.err()).hasLineCount(1);
    }
}
