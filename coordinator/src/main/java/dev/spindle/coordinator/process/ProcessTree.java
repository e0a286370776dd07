package dev.spindle.coordinator.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A worker's process and all that descend from it, those included whose parent has died: each worker leads a session of its own, and
 * the kernel keeps a session's number out of use as long as one process is in it.
 */
final class ProcessTree {
    private static final Path PROC = Path.of("/proc");

    private ProcessTree() {}

    /** SIGTERM to all. */
    static void terminate(ProcessHandle root) {
        for (ProcessHandle each : members(root)) {
            each.destroy();
        }
    }

    /** SIGKILL to all. */
    static void kill(ProcessHandle root) {
        for (ProcessHandle each : members(root)) {
            each.destroyForcibly();
        }
    }

    /** SIGKILL to what a process that is gone has left behind. */
    static void killLeftBehind(long session) {
        for (ProcessHandle each : inSession(session)) {
            each.destroyForcibly();
        }
    }

    private static Set<ProcessHandle> members(ProcessHandle root) {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        members.add(root); // first, so that it starts no more children than it must
        root.descendants().forEach(members::add);
        members.addAll(inSession(root.pid()));
        return members;
    }

    /** Those whose session is {@code session}; empty where there is no Linux {@code /proc}. */
    private static Set<ProcessHandle> inSession(long session) {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (sessionOf(process) == session) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(members::add);
                }
            }
        } catch (IOException e) {
            return members;
        }
        return members;
    }

    /** The sixth field of {@code stat}; the second, a name in brackets, may itself hold spaces and brackets. See proc(5). */
    private static long sessionOf(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5)[3]);
        } catch (IOException | RuntimeException e) {
            return -1; // gone meanwhile
        }
    }
}
