package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever carries the messages, jobs and their faults come out the same. */
@Timeout(180)
class TransportsTest {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private static List<String> byPipe = List.of();
    private static int fork;

    @BeforeAll
    static void runByPipe() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String prime :
                Files.readAllLines(Path.of(System.getProperty("spindle.basedir"), "examples/primes.ndjson"))) {
            lines.add("{\"task\":\"prime\",\"input\":" + prime + "}");
        }
        StringBuilder doubles = new StringBuilder("[0.1");
        new Random(1).doubles(100_000).forEach(each -> doubles.append(',').append(each));
        lines.add("{\"task\":\"echo\",\"input\":\"" + "16 MiB of ü. ".repeat((16 << 20) / 13) + "\"}");
        lines.add("{\"task\":\"echo\",\"input\":" + doubles + "]}");
        for (String fault : List.of("throw", "exit", "halt", "crash", "oom", "hang", "unserializable", "fork")) {
            String limit = fault.equals("hang") ? ",\"timeout\":\"1s\"" : "";
            lines.add("{\"task\":\"fault." + fault + "\"" + limit + "}");
            lines.add("{\"task\":\"echo\",\"input\":\"behind " + fault + "\"}");
        }
        fork = lines.size() - 1;
        lines.add("{\"task\":\"fault.print\",\"input\":1000}");
        Files.write(folder.resolve("jobs"), lines);
        byPipe = essences("pipe");
        assertThat(byPipe).hasSize(lines.size()).anySatisfy(each -> assertThat(each)
                .hasSizeGreaterThan(16_000_000));
        assertThat(byPipe.stream().filter(each -> each.contains(" lost "))).hasSizeBetween(3, 4);
    }

    private static List<String> essences(String transport) throws Exception {
        String jobs = folder.resolve("jobs").toString();
        List<String> options = List.of("-k", "--grace", "200ms", "--retries", "0", "--memory", "160m");
        List<String> arguments = new ArrayList<>(List.of("run", jobs, "--transport", transport));
        arguments.addAll(options);
        Ended ended = Spindle.of(arguments.toArray(String[]::new)).end();
        return ended.assertStatus(1).results().stream()
                .map(Result::essence)
                .map(each -> each.startsWith(fork + " ok ") ? "a process's number" : each)
                .toList();
    }

    /** What a socket on 127.0.0.1 has of its own, its token and its refusals, is tested elsewhere each time. */
    static List<String> others() {
        return Boolean.getBoolean("spindle.full") ? List.of("unix", "tcp", "mmap") : List.of("unix", "mmap");
    }

    @ParameterizedTest
    @MethodSource("others")
    void everyTransportGivesTheSameResults(String transport) throws Exception {
        assertThat(essences(transport).equals(byPipe)).isTrue();
    }

    /** Folders of pools whose coordinator is not this test's. */
    private static List<Path> folders(Path temporary, long coordinator) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path parent : List.of(temporary, SHARED_MEMORY)) {
            if (Files.isDirectory(parent)) {
                try (Stream<Path> all = Files.list(parent)) {
                    all.filter(each -> each.getFileName().toString().startsWith("spindle-" + coordinator + "-"))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static Running sleeping(String transport, Path temporary) throws Exception {
        Running running = Spindle.of("run", "-t", "sleep", "-j", "1", "--transport", transport)
                .jvm("-Djava.io.tmpdir=" + temporary)
                .input("60000\n60000\n")
                .start();
        await("a job runs").atMost(Duration.ofSeconds(30)).until(() -> Leftovers.workersOf(running.processId()).stream()
                .anyMatch(each -> isConnected(transport, each)));
        return running;
    }

    /** For what is left behind it does not matter whether the job runs already, but that everything is there does. */
    private static boolean isConnected(String transport, ProcessHandle worker) {
        Path process = Path.of("/proc", Long.toString(worker.pid()));
        try {
            if (transport.equals("mmap")) {
                return Files.readString(process.resolve("maps")).contains("/spindle-");
            }
            try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
                for (Path each : descriptors.toList()) {
                    if (Files.readSymbolicLink(each).toString().startsWith("socket:")) {
                        return true;
                    }
                }
            }
        } catch (IOException gone) {
            // look again
        }
        return false;
    }

    /** Beside a pool that lives, whose folder stays. */
    @ParameterizedTest
    @ValueSource(strings = {"unix", "mmap"})
    void aSignalLeavesNothingAndTheNextRunClearsAwayWhatAKilledOneHasLeft(String transport) throws Exception {
        Running killed = sleeping(transport, folder);
        Running living = sleeping(transport, folder);
        killed.process().destroyForcibly().waitFor();
        assertThat(folders(folder, killed.processId())).isNotEmpty();

        Spindle.of("run", "-q", "-t", "echo", "-j", "1")
                .jvm("-Djava.io.tmpdir=" + folder)
                .input("1")
                .end()
                .assertStatus(0);

        assertThat(folders(folder, killed.processId())).isEmpty();
        assertThat(folders(folder, living.processId())).isNotEmpty();
        killed.end().assertStatus(137);
        living.process().destroy();
        living.end().assertStatus(143);
        assertThat(folders(folder, living.processId())).isEmpty();
    }

    /** As those do who clear folders for temporary files of what is old. */
    @ParameterizedTest
    @ValueSource(strings = {"unix", "mmap"})
    void aDeletedFolderHarmsNoWorkerThatLivesAndNoneToCome(String transport) throws Exception {
        Running running = Spindle.of("run", "-j", "1", "--retries", "0", "--transport", transport)
                .jvm("-Djava.io.tmpdir=" + folder)
                .input("{\"task\":\"echo\",\"input\":1}\n")
                .inputStaysOpen()
                .start();
        await("the first result").atMost(Duration.ofSeconds(30)).until(() -> Files.size(running.out()) > 0);
        for (Path each : folders(folder, running.processId())) {
            try (Stream<Path> files = Files.list(each)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(each);
        }
        try (OutputStream in = running.process().getOutputStream()) {
            in.write(
                    "{\"task\":\"fault.exit\"}\n{\"task\":\"echo\",\"input\":2}\n".getBytes(StandardCharsets.US_ASCII));
        }
        Ended ended = running.end().assertStatus(1);
        assertThat(ended.results().stream().map(Result::status)).containsExactly("ok", "lost", "ok");
        assertThat(ended.err()).doesNotContain("before it was ready");
        assertThat(folders(folder, running.processId())).isEmpty();
    }

    @Test
    void anUnknownTransportIsWrongUsage() throws Exception {
        Spindle.run("", "run", "-t", "echo", "--transport", "pigeon")
                .assertComplaint(2, "--transport: 'pigeon' is none of pipe, unix, tcp, mmap");
    }

    @Test
    void aPathThatIsTooLongForASocketIsSaid() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("a".repeat(100)));
        Spindle.of("run", "-t", "echo", "--transport", "unix", "-j", "1")
                .jvm("-Djava.io.tmpdir=" + deep)
                .input("1")
                .end()
                .assertStatus(4);
    }
}
