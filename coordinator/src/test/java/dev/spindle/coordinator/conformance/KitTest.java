package dev.spindle.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.conformance.Verdict.Status;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.Framing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers that keep to the protocol pass; for each mistake there is a check that finds it and says so. */
class KitTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("spindle.basedir", ".."), "docs", "protocol.md");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** For what hangs: longer than a worker takes to start. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    @AfterEach
    void nothingIsLeft() {
        await("no process is left")
                .atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .until(() -> ProcessHandle.current().descendants().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void ourOwnWorkerPasses() throws Exception {
        assertPasses(Kit.checks(), Programs.ourOwn(), Framing.LINE, "progress", "chunk-errors");
    }

    @Test
    void thePythonExamplePasses() throws Exception {
        assertPasses(telling(), Programs.pythonExample(), Framing.LINE);
    }

    @Test
    void theNodeExamplePasses() throws Exception {
        assertPasses(telling(), Programs.nodeExample(), Framing.LINE);
    }

    @Test
    void theExampleOnALibraryPasses() throws Exception {
        assertPasses(telling(), Programs.libraryExample(), Framing.HEADER);
    }

    @Test
    void theOtherFramingIsReadToo() throws Exception {
        assertThat(verdict(Programs.pythonExample(), Framing.HEADER, PATIENCE, "characters")
                        .message())
                .isEqualTo(check("characters").shows());
        assertThat(verdict(Programs.wayward("counts-characters"), Framing.HEADER, PATIENCE, "characters")
                        .message())
                .startsWith("expected nothing but messages on stdout");
    }

    @Test
    void theShortestWorkerOfTheDocumentPasses(@TempDir Path folder) throws Exception {
        Matcher code = Pattern.compile("(?s)```python\n(.*?)```").matcher(Files.readString(DOCUMENT));
        assertThat(code.find()).isTrue();
        Path worker = Files.writeString(folder.resolve("tiny.py"), code.group(1));

        assertPasses(
                telling(),
                List.of(Programs.python(), worker.toString()),
                Framing.LINE,
                "cancel",
                "cancel-waiting",
                "end-in-a-job");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dies | handshake | an answer to the request 1, but it left with status 1; its stderr ends with: ValueError: no configuration",
                "banner | handshake | nothing but messages on stdout, but this came: \"worker 1.0 is ready\" (no JSON from byte 1",
                "pretty | handshake | nothing but messages on stdout, but this came: \"{\" (no JSON from byte 2 on)",
                "no-version | handshake | \"jsonrpc\":\"2.0\" in each message, but this came: {\"id\"",
                "version-2 | handshake | \"protocolVersion\":1 in the answer to initialize, but this came: {\"protocolVersion\": 2",
                "no-name | handshake | a string \"name\"",
                "no-tasks | handshake | an array \"tasks\" of objects",
                "task-names | handshake | an array \"tasks\" of objects",
                "list-capabilities | handshake | an object \"capabilities\", or none",
                "wrong-id | one-answer | an answer to the request 2, but this came: {\"jsonrpc\": \"2.0\", \"id\": 3",
                "two-answers | one-answer | an answer to the request 3, but this came: {\"jsonrpc\": \"2.0\", \"id\": 2",
                "both | one-answer | either a result or an error",
                "reverses | order | an answer to the request 2, but this came",
                "changes-null | values | the result null, but this came: \"\"",
                "float-ids | large-ids | an answer to the request 9007199254740990, but this came",
                "wrong-code | unknown-method | the error code -32601, but this came",
                "wrong-code | unknown-task | the error code -32602, but this came",
                "wrong-code | failing-task | the error code -32000, but this came",
                "text-code | unknown-method | an error with an integer code",
                "text-data | failing-task | error data that is an object with a string type",
                "dies-of-failure | failing-task | but it left with status 3",
                "prints | clean-stdout | nothing but messages on stdout, but this came: \"debug: running echo\" (no JSON from byte 1",
                "latin1 | characters | \"result\": \"a\\xe9",
                "one-read | split-frames | an answer to the request 2, but this came: {\"jsonrpc\": \"2.0\", \"id\": null",
                "splits-characters | characters | the result \"aé",
                "strict | unknown-fields | a result of the request 1, but an error came",
                "answers-all | unknown-notification | an answer to the request 2, but this came",
                "answers-all | stray-response | an answer to the request 2, but this came",
                "answers-cancel | late-cancel | an answer to the request 3, but this came: {\"jsonrpc\": \"2.0\", \"id\": 2",
                "answers-signal | late-signal | an answer to the request 3, but this came: {\"jsonrpc\": \"2.0\", \"id\": 2",
                "cancel-twice | cancel | an answer to the request 3, but this came: {\"jsonrpc\": \"2.0\", \"id\": 2",
                "wrong-token | progress | the id of the running job as the token",
                "fast-beats | heartbeat | a heartbeat each 100 ms, but 5 came in",
                "always-beats | no-heartbeat | no heartbeat, since heartbeatMillis was 0",
                "chunks-reversed | chunks | the result [1,\"two\",null,[4]], but this came: [[4]",
                "chunks-stop | chunk-errors | the result [null,null], but this came: [null]",
                "stack-of-another | stack | the id of the running job as the token, but this came: {\"token\": 4711",
                "stack-of-none | stack | an array \"threads\" of objects with a name",
                "shutdown-true | shutdown | the result null of shutdown, but this came: true",
                "status-7 | shutdown | the status 0 after shutdown and exit, but it left with status 7",
            })
    void aMistakeIsFound(String mode, String check, String said) throws Exception {
        Verdict verdict = verdict(Programs.wayward(mode), Framing.LINE, PATIENCE, check);

        assertFailed(verdict, said);
        assertThat(verdict.transcript()).as("transcript").anySatisfy(line -> assertThat(line)
                .contains(" → {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\""));
    }

    @Test
    void whatHangsIsFound() throws Exception {
        List<String[]> cases = List.of(
                new String[] {"no-answer", "one-answer", "an answer to the request 2, but none came within 5.0 s"},
                new String[] {
                    "ignores-nonsense",
                    "invalid-json",
                    "the error -32700 with id null, or the worker's end, but nothing"
                },
                new String[] {"cancel-unanswered", "cancel", "an answer to the request 2, but none came within 5.0 s"},
                new String[] {"never-beats", "heartbeat", "5 heartbeats within 2000 ms, but 0 came"},
                new String[] {"stays", "shutdown", "that it leaves after exit, but it is still there"},
                new String[] {
                    "ignores-end", "end-of-stream", "that it leaves at the end of its stdin, but it is still there"
                },
                new String[] {"finishes-first", "end-in-a-job", "although a job runs, but it is still there"});
        List<Callable<Verdict>> works = new ArrayList<>();
        cases.forEach(each -> works.add(() -> verdict(Programs.wayward(each[0]), Framing.LINE, SHORT, each[1])));

        List<Verdict> verdicts = together(cases.size(), works);

        for (int i = 0; i < cases.size(); i++) {
            assertFailed(verdicts.get(i), cases.get(i)[2]);
        }
    }

    @Test
    void theTaskForAnyJobMayBeNamed() throws Exception {
        Target target = new Target(Programs.wayward("nothing"), Framing.LINE, PATIENCE, "count", RawJson.of("2"));

        Verdict verdict = Kit.verdict(check("one-answer"), target);

        assertThat(verdict.status()).as(verdict.message()).isEqualTo(Status.PASSED);
        assertThat(verdict.transcript())
                .anySatisfy(line -> assertThat(line).contains("\"task\":\"count\",\"input\":2,"));
    }

    @Test
    void aCommandThatIsNoProgramIsNotChecked() {
        assertThatThrownBy(() -> verdict(List.of("no-such-program-at-all"), Framing.LINE, PATIENCE, "handshake"))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("no-such-program-at-all: not found");
    }

    @Test
    void aWorkerThatNeverStopsTalkingIsCutShort() throws Exception {
        Verdict verdict = verdict(List.of("yes"), Framing.LINE, PATIENCE, "handshake");

        assertFailed(verdict, "nothing but messages on stdout, but this came: \"y\" (no JSON from byte 1 on)");
        assertThat(verdict.transcript()).hasSizeLessThan(100);
    }

    @Test
    void whatAWorkerLeavesBehindIsEnded() throws Exception {
        Verdict verdict = verdict(Programs.wayward("leaves-a-child"), Framing.LINE, PATIENCE, "one-answer");

        assertThat(verdict.status()).as(verdict.message()).isEqualTo(Status.PASSED);
        await().atMost(Duration.ofSeconds(10)).until(() -> !runs("sleep\0004711.25"));
    }

    @Test
    void sectionsOfTheDocumentAreThere() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(Kit.checks()).allSatisfy(each -> assertThat(document).contains("\n## " + each.section() + "\n"));
        assertThat(Kit.checks()).allSatisfy(each -> assertThat(document).contains("`" + each.name() + "`"));
    }

    /** Those that a worker fails first. */
    private static List<Check> telling() {
        Set<String> names = Set.of(
                "handshake",
                "order",
                "invalid-json",
                "clean-stdout",
                "characters",
                "large-frames",
                "stray-response",
                "cancel",
                "cancel-waiting",
                "shutdown",
                "end-in-a-job");
        return Kit.checks().stream().filter(each -> names.contains(each.name())).toList();
    }

    private static void assertPasses(List<Check> checks, List<String> command, Framing framing, String... skipped)
            throws Exception {
        List<Callable<Verdict>> works = new ArrayList<>();
        checks.forEach(each -> works.add(() -> verdict(command, framing, PATIENCE, each.name())));

        List<Verdict> verdicts = together(3, works);

        assertThat(verdicts).allSatisfy(each -> assertThat(each.status())
                .as("%s: %s%n%s", each.check().name(), each.message(), String.join("\n", each.transcript()))
                .isNotEqualTo(Status.FAILED));
        assertThat(verdicts)
                .filteredOn(each -> each.status() == Status.SKIPPED)
                .extracting(each -> each.check().name())
                .containsExactly(skipped);
    }

    private static List<Verdict> together(int threads, List<Callable<Verdict>> works) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Verdict> each : executor.invokeAll(works)) {
                verdicts.add(each.get());
            }
            return verdicts;
        } finally {
            executor.shutdownNow();
        }
    }

    private static void assertFailed(Verdict verdict, String said) {
        assertThat(verdict.status())
                .as("%s%n%s", verdict.message(), String.join("\n", verdict.transcript()))
                .isEqualTo(Status.FAILED);
        assertThat(verdict.message())
                .startsWith("expected ")
                .contains(said)
                .endsWith(" (docs/protocol.md, " + verdict.check().section() + ")");
    }

    private static Verdict verdict(List<String> command, Framing framing, Duration timeout, String check)
            throws Exception {
        return Kit.verdict(check(check), new Target(command, framing, timeout, null, RawJson.NULL));
    }

    private static Check check(String name) {
        return Kit.checks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean runs(String arguments) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (commandOf(process).contains(arguments)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String commandOf(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // gone meanwhile
        }
    }
}
