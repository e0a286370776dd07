package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.Foreign;
import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs on workers in other languages. */
@Timeout(180)
class WorkerCommandTest {
    private static String misbehaving() throws Exception {
        return python(Foreign.misbehaving());
    }

    private static String python(Path script) {
        return Foreign.PYTHON + " '" + script + "'";
    }

    private static String example(String name) {
        Path file = Foreign.example(name);
        return name.endsWith(".py") ? python(file) : "node '" + file + "'";
    }

    @ParameterizedTest
    @CsvSource({"worker.py, line", "worker.js, line", "jsonrpc/worker.js, header"})
    void theExamplesGiveTheResultsThatOurOwnWorkersGive(String name, String framing) throws Exception {
        List<String> jobs = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (String prime :
                Files.readAllLines(Path.of(System.getProperty("spindle.basedir", ".."), "examples/primes.ndjson"))) {
            jobs.add("{\"task\":\"prime\",\"input\":" + prime + "}");
            results.add("ok " + new BigInteger(prime).isProbablePrime(100));
        }
        String large = "{\"ü😀\":[1,-2.5,null,true,\"" + "é\\n".repeat(1 << 20) + "\"]}";
        jobs.add("{\"task\":\"echo\",\"input\":" + large + "}");
        results.add("ok " + large);
        jobs.add("{\"task\":\"fail\",\"input\":\"why not\"}");
        results.add("failed null");
        jobs.add("{\"task\":\"sleep\",\"input\":600000,\"timeout\":\"200ms\"}");
        results.add("timeout null");
        jobs.add("{\"task\":\"sleep\",\"input\":1}");
        results.add("ok null");

        Ended ended = Spindle.run(
                String.join("\n", jobs), "run", "-k", "-j1", "--framing", framing, "--worker-command", example(name));

        ended.assertStatus(1);
        List<Result> told = ended.results();
        assertThat(told.stream()
                        .map(each -> each.status() + " " + each.raw())
                        .toList()
                        .equals(results))
                .as(ended.err())
                .isTrue();
        assertThat(told.get(21).message()).isEqualTo("why not");
        assertThat(told.get(22).message()).contains("stopped by request");
        assertThat(ended.err()).doesNotContain("lost (");
    }

    @Test
    void whateverOneDoesIsItsOwnJobsProblem() throws Exception {
        List<String> jobs = new ArrayList<>();
        for (String how : List.of("print", "binary", "header", "last words", "exit", "kill", "hang", "deaf", "fork")) {
            jobs.add('"' + how + '"');
            jobs.add("\"fine after " + how + '"');
        }

        Ended ended = Spindle.run(
                        String.join("\n", jobs),
                        "run",
                        "-k",
                        "-t",
                        "do",
                        "-j2",
                        "--retries",
                        "0",
                        "--timeout",
                        "1s",
                        "--grace",
                        "200ms",
                        "--worker-command",
                        misbehaving())
                .assertStatus(1);

        List<Result> results = ended.results();
        for (int i = 1; i < jobs.size(); i += 2) {
            assertThat(results.get(i).essence()).isEqualTo((i + 1) + " ok " + jobs.get(i));
        }
        assertThat(results.get(0).message())
                .startsWith("what it sent is no message: ")
                .contains("\"debug:\\x1b[31m é\" (a worker's stdout is for messages only: print to stderr instead)");
        assertThat(results.get(2).message()).contains("\"\\x00\\xff\\xc3(\"");
        assertThat(results.get(4).message()).contains("\"Content-Type: text/html\\n\\n<html>\\n");
        assertThat(results.get(6).message()).contains("\"bye\"").contains("ended with status 0");
        assertThat(results.get(8).message()).startsWith("ended with status 1 without a word");
        assertThat(String.valueOf(results.get(8).error().get("death"))).contains("no more");
        assertThat(results.get(10).message()).startsWith("ended with status 137, which is SIGKILL");
        assertThat(results.get(12).message()) // Python may take longer to end than SIGKILL waits
                .containsPattern("no result within 1000 ms; stopped by SIG(TERM|KILL)");
        assertThat(results.get(14).message()).contains("no result within 1000 ms; stopped by SIGKILL");
        assertThat(results.get(16).essence()).isEqualTo("17 ok \"fork\"");
    }

    @Test
    void aCommandThatIsNoWorkerEndsTheRun() throws Exception {
        Spindle.run("1\n", "run", "-q", "-t", "do", "-j1", "--worker-command", "no-such-program x")
                .assertComplaint(4, "workers do not start; the first: ended with status 127 before it was ready: ");
        Spindle.run("1\n", "run", "-q", "-t", "do", "-j1", "--worker-command", "echo loading; cat")
                .assertComplaint(4, "\"loading\" (a worker's stdout is for messages only");
    }

    @Test
    void tasksAreThoseThatTheWorkersHave(@TempDir Path folder) throws Exception {
        Path marker = folder.resolve("started");
        String command = "touch '" + marker + "' && " + misbehaving();

        Ended dry = Spindle.run("1\n", "run", "--dry-run", "-j1", "-t", "do", "--worker-command", command);
        assertThat(dry.assertStatus(0).err().lines())
                .containsExactly(
                        "tasks were not checked: only the workers of a command know theirs",
                        "dry run: 1 job would run on 1 worker: do 1");
        assertThat(marker).doesNotExist();

        Spindle.run("1\n", "run", "-j1", "-t", "echo", "--worker-command", command)
                .assertComplaint(2, "no task \"echo\"; there is: do");
        assertThat(marker).exists();
        Ended listed = Spindle.of("tasks", "--worker-command", command).end();
        assertThat(listed.assertStatus(0).out()).isEqualToIgnoringWhitespace("do");
    }

    @Test
    void aJournalKnowsTheScriptsOfACommandByTheirContents(@TempDir Path folder) throws Exception {
        Path script = Files.copy(Foreign.misbehaving(), folder.resolve("w.py"));
        List<String> run =
                List.of("run", "-j1", "-t", "do", "--journal", folder + "/journal", "--worker-command", python(script));
        Spindle.run("\"fine\"\n", run.toArray(String[]::new)).assertStatus(0);
        List<String> again = new ArrayList<>(run);
        again.addAll(List.of("--resume", "--dry-run"));

        assertThat(Spindle.run("\"fine\"\n", again.toArray(String[]::new)).err())
                .contains("0 jobs would run")
                .contains("done already, by the journal: 1");
        Files.writeString(script, Files.readString(script) + "# changed\n");
        assertThat(Spindle.run("\"fine\"\n", again.toArray(String[]::new)).err())
                .contains("1 job would run");
    }

    @ParameterizedTest
    @CsvSource({"worker.py, line", "worker.js, line", "jsonrpc/worker.js, header"})
    void theExamplesLeaveWhenTheirCoordinatorIsKilled(String name, String framing) throws Exception {
        theExampleLeaves(name, framing, false);
        theExampleLeaves(name, framing, true);
    }

    private static void theExampleLeaves(String name, String framing, boolean whenReady) throws Exception {
        Running running = Spindle.of(
                        "run", "-v", "-t", "sleep", "-j1", "--framing", framing, "--worker-command", example(name))
                .input("600000\n")
                .start();
        await("a worker runs")
                .atMost(Duration.ofSeconds(30))
                .until(() -> whenReady
                        ? running.errorsSoFar().contains("worker 0 is ready")
                        : !Leftovers.markedBy(running.processId()).isEmpty());

        running.process().destroyForcibly();

        running.end().assertStatus(137); // and nothing is left
    }
}
