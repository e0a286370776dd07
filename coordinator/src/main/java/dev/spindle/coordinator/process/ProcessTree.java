package dev.spindle.coordinator.process;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A worker's process and all that descend from it, those included whose parent has died: each worker leads a session of its own, and
 * the kernel keeps a session's number out of use as long as one process is in it. Who has left the session is known by a mark in the
 * environment, which is handed down.
 */
final class ProcessTree {
    private static final File PROC = new File("/proc");

    /** A process that is killed may have just started another, which the next pass finds. */
    private static final int MOST_PASSES = 10;

    private final ProcessHandle root;
    /** An entry of an environment begins at its beginning or behind a zero, and ends with one. */
    private final String firstEntry;

    private final String laterEntry;

    /** @param mark the entry of the environment that the process and what it starts have in common, and nobody else has */
    ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.firstEntry = mark.concat("\0");
        this.laterEntry = "\0".concat(firstEntry);
    }

    static ProcessTree of(Process root, String mark) {
        return new ProcessTree(root.toHandle(), mark);
    }

    /**
     * SIGKILL to what was launched with {@code mark}, where the launch failed after the process was there: Java starts a thread for each
     * process, and when it cannot, nobody gets to know of it. Such a process may not have got as far as to its environment, but the mark is
     * among its arguments until then.
     */
    static void killUnseen(String mark) {
        for (String name : processes()) {
            String arguments = KernelFile.read(new File(new File(PROC, name), "cmdline"));
            ProcessHandle.of(Long.parseLong(name))
                    .filter(each -> !each.equals(ProcessHandle.current()))
                    .map(each -> new ProcessTree(each, mark))
                    .filter(tree -> tree.isMarked(new File(PROC, name)) || tree.isMark(arguments))
                    .ifPresent(ProcessTree::kill);
        }
    }

    /** SIGTERM to all. */
    void terminate() {
        for (ProcessHandle each : members()) {
            each.destroy();
        }
    }

    /** SIGKILL to all. */
    void kill() {
        for (ProcessHandle each : members()) {
            each.destroyForcibly();
        }
    }

    /** SIGKILL to what a process that is gone has left behind. */
    void killLeftBehind() {
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            Set<ProcessHandle> alive = related();
            if (alive.isEmpty()) {
                return;
            }
            for (ProcessHandle each : alive) {
                each.destroyForcibly();
            }
        }
    }

    private Set<ProcessHandle> members() {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        members.add(root); // first, so that it starts no more children than it must
        try {
            root.descendants().forEach(members::add);
        } catch (RuntimeException noDescriptorToBeHad) {
            // the root is ended all the same
        }
        members.addAll(related());
        return members;
    }

    /** Those alive that are in the session or have the mark, parents or none; empty where there is no Linux {@code /proc}. */
    Set<ProcessHandle> related() {
        Set<ProcessHandle> related = new LinkedHashSet<>();
        for (String name : processes()) {
            if (isRelated(new File(PROC, name))) {
                ProcessHandle.of(Long.parseLong(name)).ifPresent(related::add);
            }
        }
        return related;
    }

    private static List<String> processes() {
        List<String> processes = new ArrayList<>();
        String[] names = PROC.list();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0))) {
                processes.add(name);
            }
        }
        return processes;
    }

    private boolean isRelated(File process) {
        ProcessStat stat = ProcessStat.of(process);
        if (stat == null || stat.zombie()) {
            return false;
        }
        // Most processes of a machine are older than this one, which spares them the second look.
        return stat.session() == root.pid() || (stat.started() >= Self.STARTED && isMarked(process));
    }

    private boolean isMarked(File process) {
        return isMark(KernelFile.read(new File(process, "environ"))); // null for those of other users
    }

    private boolean isMark(@Nullable String entries) {
        return entries != null && (entries.startsWith(firstEntry) || entries.contains(laterEntry));
    }

    /** This process, looked up when it is first needed. */
    private static final class Self {
        private static final long STARTED = started();

        private static long started() {
            ProcessStat stat = ProcessStat.of(new File(PROC, "self"));
            return stat == null ? 0 : stat.started();
        }
    }
}
