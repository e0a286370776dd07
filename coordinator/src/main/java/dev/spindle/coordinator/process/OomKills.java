package dev.spindle.coordinator.process;

import dev.spindle.coordinator.OomKill;
import java.io.File;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the kernel's OOM killer ended a process, by the kernel's own counters: that of the process's control group, and, where
 * that cannot be read, the machine's. They do not say whom they counted: a group may hold others, so the less time is between the last
 * {@link #alive} and the end, the surer a yes. Thread-safe.
 */
final class OomKills {
    /** A process that was killed may take some time to go, and seems alive until then. */
    private static final long LONGEST_DEATH = Duration.ofSeconds(5).toNanos();

    private final @Nullable Counter group;
    private final Counter machine;
    private long seen;

    private OomKills(@Nullable File group, File machine, long now) {
        this.group = group == null ? null : new Counter(group);
        this.machine = new Counter(machine);
        this.seen = now;
    }

    /** To be made while the process {@code pid} lives. */
    static OomKills watching(long pid) {
        return watching(new File("/"), pid, System.nanoTime());
    }

    /** @param root where all absolute paths begin */
    static OomKills watching(File root, long pid, long now) {
        MemoryGroup group = MemoryGroup.of(root, pid);
        return new OomKills(group == null ? null : group.kills(), new File(root, "proc/vmstat"), now);
    }

    /** The process seems to be alive, so what was counted so far was others. May be called often: it rarely has anything to do. */
    void alive() {
        alive(System.nanoTime());
    }

    synchronized void alive(long now) {
        if (now - seen >= LONGEST_DEATH) {
            seen = now;
            machine.advance();
            if (group != null) {
                group.advance();
            }
        }
    }

    /** To be asked when the process is gone. */
    synchronized OomKill verdict() {
        OomKill inGroup = group == null ? OomKill.UNKNOWN : group.verdict();
        if (inGroup != OomKill.UNKNOWN) {
            return inGroup;
        }
        return machine.verdict() == OomKill.NO
                ? OomKill.NO
                : OomKill.UNKNOWN; // yes may mean any process of the machine
    }

    /** A file with a line {@code oom_kill}, and what it said. */
    private static final class Counter {
        private final File file;
        private long before;
        /** Of the last time that the process seemed alive: it may have been dying, so it counts from the next time on. */
        private long latest;

        Counter(File file) {
            this.file = file;
            this.before = read();
            this.latest = before;
        }

        void advance() {
            before = latest;
            latest = read();
        }

        OomKill verdict() {
            long now = read();
            if (now < 0 || before < 0) {
                return OomKill.UNKNOWN;
            }
            return now > before ? OomKill.YES : OomKill.NO;
        }

        private long read() {
            return KernelFile.number(KernelFile.read(file), "oom_kill ");
        }
    }
}
