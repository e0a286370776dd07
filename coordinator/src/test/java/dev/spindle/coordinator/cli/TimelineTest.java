package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.report.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The trace and the joblog of a run in which much goes wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelineTest {
    /** What GNU parallel skips with --resume-failed, and what else it takes for a row, in its own words. */
    private static final Pattern DONE = Pattern.compile("^(\\d+)(?:\\t[^\\t]+){5}\\t0\\t0\\t.*");

    private static final Pattern ROW = Pattern.compile("\\d+\\s+[^\\s]+\\s+([-0-9.]+\\s+){6}.*");

    private static final String JOBS = """
            {"task":"prime","input":7}
            {"task":"fault.throw","input":"as\\tasked"}
            {"task":"fault.exit","input":7}
            {"task":"sleep","input":60000,"timeout":"50ms"}
            {"task":"no such"}
            {"task":"echo","input":{"a":\t[1]}}
            """;

    private Ended ended = new Ended(-1, "", "");
    private TraceFile trace = new TraceFile();
    private List<String> rows = List.of();

    @BeforeAll
    void run(@TempDir Path folder) throws Exception {
        Path traced = folder.resolve("trace.json");
        Path logged = folder.resolve("log");
        ended = Spindle.of("run", "-j1", "--retries", "1", "--trace", traced.toString(), "--joblog", logged.toString())
                .input(JOBS)
                .end()
                .assertStatus(1);
        trace = TraceFile.read(traced);
        rows = Files.readAllLines(logged);
    }

    @Test
    void theTraceHasASliceForEachAttemptOnItsWorkersTrack() throws Exception {
        assertThat(trace.slices("attempt")).hasSize((int) ended.results().stream()
                .mapToLong(each -> each.number("attempts"))
                .sum());
        for (JsonNode slice : trace.slices("attempt")) {
            Result result = ended.result(slice.path("args").path("seq").asLong());
            assertThat(slice.path("tid").asInt()).isEqualTo((int) result.number("worker") + 1);
            if (!slice.path("args").has("next")) {
                assertThat(slice.path("args").path("status").asText()).isEqualTo(result.status());
            }
        }
    }

    @Test
    void theTraceHasDeathsRestartsAndCounters() {
        assertThat(trace.names("i"))
                .contains("the run begins", "ready", "death: exit", "ready again", "left", "the run ends");
        assertThat(trace.names("b")).contains("process of worker 0", "starting").hasSameSizeAs(trace.names("e"));
        assertThat(trace.names("C")).contains("jobs waiting", "jobs running", "jobs done", "memory of worker 0");
        JsonNode done = trace.ofPhase("C").stream()
                .filter(each -> each.path("name").asText().equals("jobs done"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .path("args");
        assertThat(done).hasToString("{\"ok\":2,\"failed\":1,\"timeout\":1,\"lost\":1,\"cancelled\":0,\"invalid\":1}");
    }

    @Test
    void parallelReadsTheJoblog() {
        assertThat(rows.get(0)).isEqualTo("Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand");
        List<String> body = rows.subList(1, rows.size());
        assertThat(body).hasSize(5).allMatch(each -> ROW.matcher(each).matches());
        assertThat(body.stream().map(DONE::matcher).filter(Matcher::matches).map(each -> each.group(1)))
                .containsExactlyInAnyOrder("1", "6");
        assertThat(body.stream().map(each -> each.replaceFirst("(\\d+\\t:)\\t[0-9.]+\\t *[0-9.]+", "$1")))
                .containsExactlyInAnyOrder(
                        "1\t:\t1\t4\t0\t0\tprime 7",
                        "2\t:\t11\t0\t1\t0\tfault.throw \"as\\tasked\"",
                        "3\t:\t1\t0\t7\t0\tfault.exit 7",
                        "4\t:\t5\t0\t-1\t0\tsleep 60000",
                        "6\t:\t10\t10\t0\t0\techo {\"a\": [1]}");
    }

    @Test
    void chunksAreShownWithTheirJobsAndAFullDiskCostsOneLine(@TempDir Path folder) throws Exception {
        Path traced = folder.resolve("trace.json");
        Ended chunked = Spindle.of(
                        "run",
                        "-qj1",
                        "-t",
                        "prime",
                        "--chunk",
                        "4",
                        "--joblog",
                        "/dev/full",
                        "--trace",
                        traced.toString())
                .input("1\n2\n3\n4\n5\n6\n7\n8\n")
                .end()
                .assertStatus(0);
        assertThat(chunked.results()).hasSize(8);
        assertThat(chunked.err())
                .isEqualTo("cannot write the joblog /dev/full: No space left on device; the run goes on without it\n");
        TraceFile read = TraceFile.read(traced);
        assertThat(read.slices("chunk")).isNotEmpty();
        assertThat(read.slices("share"))
                .extracting(each -> each.path("args").path("seq").asInt())
                .contains(2, 3);
    }

    @Test
    void eachNeedsAFileOfItsOwn(@TempDir Path folder) {
        String file = folder.resolve("file").toString();
        assertThatThrownBy(() -> call("run", "--joblog", "-"))
                .hasMessage("--joblog: - is no file; stdout has the results, so name a file");
        assertThatThrownBy(() -> call("run", "--trace", file, "--joblog", file))
                .hasMessage("--joblog: " + file + " is the trace as well; name another file");
        assertThatThrownBy(() -> call("run", "-o", file, "--trace", file))
                .hasMessage("--trace: " + file + " is the output as well; name another file");
        assertThatThrownBy(() -> call("run", "--summary", file, "--trace", file))
                .hasMessage("--trace: " + file + " is the summary as well; name another file");
    }

    private static void call(String... words) throws Exception {
        Objects.requireNonNull(UsualWords.read(words)).call();
    }
}
