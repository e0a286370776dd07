package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a coordinator may have left behind. A worker's command line names its coordinator's folder, and thereby the coordinator, also
 * when that is dead and the worker has another parent.
 */
public final class Leftovers {
    private static final List<Path> PARENTS = Stream.of(
                    Path.of(System.getProperty("java.io.tmpdir")), Path.of("/dev/shm"))
            .filter(Files::isDirectory)
            .toList();

    private Leftovers() {}

    public static List<ProcessHandle> workersOf(long coordinator) throws IOException {
        return processes(process -> {
            String command = read(process, "cmdline");
            return command.contains("dev.spindle.worker.") && command.contains("/spindle-" + coordinator + "-");
        });
    }

    /** Workers in any language, and whatever any worker has started. */
    static List<ProcessHandle> markedBy(long coordinator) throws IOException {
        return processes(process -> read(process, "environ").contains("SPINDLE_WORKER=spindle-" + coordinator + "-"));
    }

    private static List<ProcessHandle> processes(Predicate<Path> wanted) throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (wanted.test(process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static String read(Path process, String file) {
        try {
            return Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // gone meanwhile
        }
    }

    /** Soon none is left. */
    public static void assertNone(long coordinator) {
        await("no worker of " + coordinator + " is left")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .until(() -> areGone(coordinator));
    }

    /** Looked at twice: a process that is about to become another program shows neither its words nor its environment. */
    private static boolean areGone(long coordinator) throws IOException {
        for (int look = 0; look < 2; look++) {
            if (!workersOf(coordinator).isEmpty() || !markedBy(coordinator).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    public static void assertNoFolder(long coordinator) throws IOException {
        for (Path parent : PARENTS) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "spindle-" + coordinator + "-*")) {
                assertThat(folders).isEmpty();
            }
        }
    }

    /** Else a process that gets the same number would be taken to have left it. */
    static void deleteFolder(long coordinator) throws IOException {
        for (Path parent : PARENTS) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "spindle-" + coordinator + "-*")) {
                for (Path folder : folders) {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                        for (Path file : files) {
                            Files.delete(file);
                        }
                    }
                    Files.delete(folder);
                }
            }
        }
    }

    public static void kill(long coordinator) throws IOException {
        markedBy(coordinator).forEach(ProcessHandle::destroyForcibly);
    }
}
