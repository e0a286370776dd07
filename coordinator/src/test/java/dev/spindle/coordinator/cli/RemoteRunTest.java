package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on an engine, with pools of real workers: what becomes of lines whatever becomes of batches. */
class RemoteRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path jar;

    @BeforeEach
    void packEngine() throws Exception {
        jar = HereJar.in(folder);
    }

    private Spindle run(String input, String... words) {
        List<String> all = new ArrayList<>(List.of("run", "--engine", "here"));
        all.addAll(List.of(words));
        return Spindle.of(all.toArray(String[]::new)).alsoFrom(jar).input(input);
    }

    private static String echoes(int jobs) {
        return IntStream.rangeClosed(1, jobs).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    private static List<String> essences(Ended ended) throws Exception {
        return ended.results().stream().map(Result::essence).toList();
    }

    private static Map<String, Long> byStatus(Ended ended) throws Exception {
        return ended.results().stream()
                .collect(Collectors.groupingBy(Result::status, TreeMap::new, Collectors.counting()));
    }

    @Test
    void itsResultsAreThoseOfARunHereWithTheirHosts() throws Exception {
        StringBuilder lines = new StringBuilder("\uFEFF");
        for (int i = 1; i <= 300; i++) {
            lines.append(
                    switch (i % 6) {
                        case 0 -> "{\"task\":\"prime\",\"input\":" + i + ",\"id\":\"\u00FC" + i + "\"}\r\n";
                        case 1 -> "\n";
                        case 2 -> "no job\n";
                        case 3 -> "{\"task\":\"fault.throw\",\"input\":\"x\"}\n";
                        case 4 -> "{\"task\":\"none\"}\n";
                        default -> "{\"task\":\"echo\",\"input\":[ " + i + " ]}\n";
                    });
            if (i == 150) {
                lines.append("{\"task\":\"echo\",\"input\":\"")
                        .append("x".repeat(70_000))
                        .append("\"}\n");
            }
        }
        lines.append("{\"task\":\"fault.exit\",\"input\":3}");
        String[] common = {"-k", "--max-frame", "64k", "--retries", "1"};

        Ended there = run(lines.toString(), common).end().assertStatus(1);
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(List.of(common));
        Ended here = Spindle.run(lines.toString(), words.toArray(String[]::new));

        assertThat(essences(there)).isEqualTo(essences(here));
        for (Result result : there.results()) {
            boolean ran = result.fields().containsKey("worker");
            assertThat(ran).isEqualTo(!result.status().equals("invalid"));
            assertThat(result.fields().containsKey("host")).isEqualTo(ran);
            if (ran) {
                assertThat(result.line()).containsPattern(",\"worker\":\\d+,\"host\":\"host-[01]\",\"ms\":[\\d.]+}$");
            } else {
                assertThat(result.line()).isEqualTo(here.result(result.seq()).line());
            }
        }
        assertThat(there.results().stream().map(each -> each.fields().get("host")))
                .contains("host-0", "host-1");
        assertThat(there.err()).contains("host-", "1 retry", "2 workers lost (2 exit)", "quarantined: line 302");
    }

    @Test
    void codeOptionsAndProgramsGoThere() throws Exception {
        String source = "public class Hello implements dev.spindle.worker.Task<Integer, String> {"
                + " public String run(Integer input, dev.spindle.worker.TaskContext context) throws Exception {"
                + " Thread.sleep(input); return System.getProperty(\"greeting\"); }"
                + " public static void main(String[] words) { System.out.print(words[0]); } }";
        Path file = Files.writeString(folder.resolve("Hello.java"), source);
        Path userJar = UserJar.of(
                folder.resolve("of a user.jar"),
                "Twice",
                source.replace("Hello", "Twice").replace("\"greeting\"", "\"x\""));

        Ended tasks = run(
                        "{\"task\":\"Hello\",\"input\":1}\n{\"task\":\"Hello\",\"input\":60000}\n",
                        "--source",
                        file.toString(),
                        "--jar",
                        userJar.toString(),
                        "--jvm-arg",
                        "-Dgreeting=hello there",
                        "--timeout=300ms",
                        "--retry-on",
                        "lost,failed",
                        "-j2")
                .end()
                .assertStatus(1);
        Ended programs = run("[\"a b\"]\n", "--source", file.toString(), "--main", "Hello")
                .end();

        assertThat(tasks.result(1).raw()).isEqualTo("\"hello there\"");
        assertThat(tasks.result(2).status()).isEqualTo("timeout");
        assertThat(programs.assertStatus(0).result(1).raw())
                .isEqualTo("{\"exitCode\":0,\"stdout\":\"a b\",\"stderr\":\"\"}");
    }

    @Test
    void whatIsGivenBackRunsLater() throws Exception {
        Ended ended =
                run(echoes(2000), "-t", "echo", "-k", "--conf", "gives.back=7").end();

        ended.assertStatus(0);
        assertThat(ended.results())
                .extracting(Result::raw)
                .containsExactlyElementsOf(echoes(2000).lines().toList());
    }

    @Test
    void ofJobsThatAreLostTogetherOnlyTheOneIsLostThatDoesTheHarm() throws Exception {
        Ended ended = run(echoes(3000), "-t", "echo", "-k", "--conf", "lost.line=2222")
                .end()
                .assertStatus(1);

        assertThat(ended.results()).hasSize(3000).extracting(Result::seq).isSorted();
        assertThat(byStatus(ended)).containsOnly(Map.entry("ok", 2999L), Map.entry("lost", 1L));
        Result lost = ended.result(2222);
        assertThat(lost.message()).contains("the process of its pool died with it each time: the host is gone");
        assertThat(lost.fields()).doesNotContainKey("host").containsEntry("attempts", 1);
        assertThat(ended.err()).contains("quarantined: line 2222");
    }

    @Test
    void wherePoolsCannotBeAllIsSaid() throws Exception {
        Ended ended = run(echoes(3000), "-t", "echo", "--conf", "broken.line=1000")
                .end()
                .assertStatus(4);

        assertThat(ended.err()).contains("spindle run: host-0: workers do not start");
        assertThat(ended.results()).extracting(Result::seq).doesNotHaveDuplicates();
        assertThat(byStatus(ended).keySet())
                .isSubsetOf(Set.of("ok", "cancelled"))
                .contains("cancelled");
        Spindle.run("1\n", "run", "-t", "echo", "--engine", "spark")
                .assertComplaint(4, "--engine spark: this program was started without Spark");
        run("1\n", "-t", "echo", "--master", "nowhere").end().assertComplaint(4, "no machine at nowhere");
        run("1\n", "-t", "echo", "--jvm-arg", "-Xnonsense").end().assertComplaint(4, "host-0: workers do not start");
    }

    @Test
    void resultsMayStayThereAsParts() throws Exception {
        Path parts = folder.resolve("parts");
        Ended ended = run("0\n1\n" + "x".repeat(70_000) + "\n3\n", "-t", "echo", "--parts", parts.toString())
                .end();
        Ended large = run(
                        echoes(500) + "\"" + "x".repeat(70_000) + "\"\n",
                        "-t",
                        "echo",
                        "--max-frame=64k",
                        "--parts",
                        parts + "2")
                .end();

        assertThat(ended.assertStatus(1).out()).isEmpty();
        assertThat(large.assertStatus(1).out()).isEmpty();
        Path second = Path.of(parts + "2");
        String text = Files.readString(second.resolve("manifest.json"));
        Manifest manifest = manifest(text);
        List<Result> results = new ArrayList<>();
        for (Part part : manifest.parts()) {
            Path file = second.resolve(part.file());
            List<Result> of = new Ended(0, Files.readString(file), "").results();
            assertThat(of).hasSize((int) part.lines());
            assertThat(file).hasSize(part.bytes());
            results.addAll(of);
        }
        assertThat(results)
                .extracting(Result::seq)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 501).boxed().toList());
        assertThat(results)
                .filteredOn(each -> !each.status().equals("ok"))
                .singleElement()
                .extracting(Result::seq)
                .isEqualTo(501L);
        assertThat(manifest.summary()).containsEntry("jobs", 501).containsEntry("ok", 500);
    }

    private static Manifest manifest(String text) throws Exception {
        Manifest read = (Manifest) Values.read(RawJson.of(text.strip()), Manifest.class);
        return Objects.requireNonNull(read);
    }

    private record Manifest(List<Part> parts, Map<String, Object> summary) {}

    private record Part(String file, @Nullable Long firstLine, long lines, long bytes) {}

    @Test
    void aSignalLetsGoOfWhatRunsAndCountsTheRest() throws Exception {
        Path file = Files.writeString(folder.resolve("jobs"), "60000\n".repeat(3000));
        Path out = folder.resolve("out");
        Running running = run("", "-t", "sleep", "--grace=200ms", "-o", out.toString(), file.toString())
                .start();
        await("workers").atMost(PATIENCE).until(() -> !Leftovers.workersOf(running.processId())
                .isEmpty());
        await("output").atMost(PATIENCE).until(() -> Files.exists(out));
        interrupt(running);

        Ended ended = running.end().assertStatus(130);

        assertThat(ended.err())
                .contains("SIGINT: no further batch of jobs is sent; those under way have 200 ms to end");
        List<Result> results = new Ended(0, Files.readString(out), "").results();
        assertThat(results).isNotEmpty().allSatisfy(each -> assertThat(each.status())
                .isEqualTo("cancelled"));
        assertThat(ended.err())
                .contains(results.size() + " jobs in ")
                .contains("; SIGINT; " + (3000 - results.size()) + " lines were never read");
    }

    private static void interrupt(Running running) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(running.processId()))
                .start()
                .waitFor();
    }

    @Test
    void anEndlessInputThatPausesIsNotWaitedForOnceItIsOver() throws Exception {
        Running running =
                run("7\n", "-t", "prime").inputStaysOpen().pipedOutput().start();
        assertThat(running.process().inputReader().readLine()).contains("\"seq\":1,\"status\":\"ok\",\"result\":true");
        new ProcessBuilder("kill", "-TERM", String.valueOf(running.processId()))
                .start()
                .waitFor();

        Ended ended = running.end().assertStatus(143);

        assertThat(ended.err()).contains("1 job in ", "; SIGTERM; the rest of the input was never read");
    }

    @Test
    void itHaltsWhereResultsArrive() throws Exception {
        String failing = "{\"task\":\"fault.throw\",\"input\":\"x\"}\n".repeat(5000);

        Ended ended = run(failing, "--halt", "now,fail=3").end().assertStatus(3);

        assertThat(byStatus(ended).keySet()).isSubsetOf(Set.of("failed", "cancelled"));
        assertThat(ended.results()).extracting(Result::seq).doesNotHaveDuplicates();
        assertThat(ended.err()).contains("halted: ");
    }

    /** All of it has been read when the third fails. */
    @Test
    void haltedItHasALineForEachThatWasRead() throws Exception {
        String jobs = "{\"task\":\"fault.throw\",\"input\":\"x\"}\n".repeat(3)
                + "{\"task\":\"sleep\",\"input\":60000}\n".repeat(5);

        Ended ended = run(jobs, "--halt", "now,fail=3").end().assertStatus(3);

        assertThat(byStatus(ended)).containsOnly(Map.entry("failed", 3L), Map.entry("cancelled", 5L));
        assertThat(ended.err()).contains("8 jobs in ").doesNotContain("never read");
    }

    @Test
    void whateverEndsItTheManifestAndTheSummaryAreWritten() throws Exception {
        Path parts = folder.resolve("parts");
        Path summary = folder.resolve("summary");

        Ended ended = run(
                        echoes(3000),
                        "-t",
                        "echo",
                        "--conf",
                        "broken.line=1000",
                        "--parts",
                        parts.toString(),
                        "--summary",
                        summary.toString())
                .end()
                .assertStatus(4);

        Result told = Result.parse(Files.readString(summary).strip());
        Manifest manifest = manifest(Files.readString(parts.resolve("manifest.json")));
        assertThat(told.number("exitStatus")).isEqualTo(4);
        assertThat(told.number("jobs")).isEqualTo(told.number("ok") + told.number("cancelled"));
        assertThat(manifest.parts().stream().mapToLong(Part::lines).sum()).isEqualTo(told.number("jobs"));
        assertThat(ended.err()).contains("host-0: workers do not start");
    }

    @Test
    void anOutputThatTakesNoMoreEndsIt() throws Exception {
        Ended ended = run(echoes(50_000), "-t", "echo", "-o", "/dev/full").end().assertStatus(4);

        assertThat(ended.err()).contains("cannot write /dev/full: No space left on device");
    }

    @Test
    void workersOfACommandRunThereToo() throws Exception {
        Path worker = Path.of("../examples/workers/worker.py").toAbsolutePath();
        Ended ended = run(echoes(200), "-t", "prime", "--worker-command", "python3 '" + worker + "'", "--chunk", "4")
                .end();

        assertThat(ended.assertStatus(0).results()).hasSize(200);
        assertThat(ended.result(7).raw()).isEqualTo("true");
    }

    @Test
    void programsGetASummaryAndPeopleABar() throws Exception {
        Path summary = folder.resolve("summary");
        Ended ended = run(echoes(100) + "x\n", "-t", "echo", "--progress=on", "--summary", summary.toString())
                .end()
                .assertStatus(1);

        Result fields = Result.parse(Files.readString(summary).strip());
        assertThat(fields.number("ok")).isEqualTo(100);
        assertThat(fields.number("invalid")).isEqualTo(1);
        assertThat(fields.number("exitStatus")).isEqualTo(1);
        assertThat(fields.number("workersStarted")).isBetween(1L, 4L);
        assertThat(ended.err()).contains("jobs 100% ", "101/101", "1 invalid, line 101: ");
    }
}
