package dev.spindle.coordinator.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A worker's process and all that descend from it, those included whose parent has died: each worker leads a session of its own, and
 * the kernel keeps a session's number out of use as long as one process is in it.
 */
final class ProcessTree {
    private static final File PROC = new File("/proc");

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

    /**
     * Those whose session is {@code session}; empty where there is no Linux {@code /proc}. Looked up with the plain means of old, which a
     * cold JVM has at hand sooner than paths and patterns.
     */
    private static Set<ProcessHandle> inSession(long session) {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        String[] names = PROC.list();
        for (String name : names == null ? new String[0] : names) {
            boolean isProcess = Character.isDigit(name.charAt(0));
            if (isProcess && sessionOf(new File(PROC, name)) == session) {
                ProcessHandle.of(Long.parseLong(name)).ifPresent(members::add);
            }
        }
        return members;
    }

    /** The sixth field of {@code stat}; the second, a name in brackets, may itself hold spaces and brackets. See proc(5). */
    private static long sessionOf(File process) {
        try (InputStream in = new FileInputStream(new File(process, "stat"))) {
            String stat = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            int begin = stat.lastIndexOf(')') + 2;
            for (int skipped = 0; skipped < 3; skipped++) {
                begin = stat.indexOf(' ', begin) + 1;
            }
            return Long.parseLong(stat, begin, stat.indexOf(' ', begin), 10);
        } catch (IOException | RuntimeException e) {
            return -1; // gone meanwhile
        }
    }
}
