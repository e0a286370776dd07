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
        List<ProcessHandle> workers = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String command = commandOf(process);
                if (command.contains("dev.spindle.worker.") && command.contains("/spindle-" + coordinator + "-")) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(workers::add);
                }
            }
        }
        return workers;
    }

    private static String commandOf(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
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
                .until(() -> workersOf(coordinator).isEmpty());
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
        workersOf(coordinator).forEach(ProcessHandle::destroyForcibly);
    }
}
