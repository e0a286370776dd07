package dev.spindle.coordinator.process;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.OomKill;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is gathered about a process while it lives, for the report of its end. Thread-safe: each fact is noted by whoever learns it. */
final class Evidence {
    private static final File PROC = new File("/proc");

    private final StderrLines stderr;
    private final boolean foreign;
    private volatile @Nullable OomKills oomKills;
    private volatile @Nullable ResidentMemory memory;
    private volatile @Nullable String signalled;
    private volatile @Nullable String problem;
    private volatile @Nullable Integer goodbye;
    private volatile boolean introduced;

    /**
     * @param listener told of each line that the process writes to stderr
     * @param foreign it is no worker of our own
     */
    Evidence(Consumer<String> listener, boolean foreign) {
        this.stderr = new StderrLines(listener);
        this.foreign = foreign;
    }

    /** Loads now what the first report needs, which a first worker would have to wait for. */
    static void prepare() {
        long self = ProcessHandle.current().pid();
        OomKills.watching(self).verdict();
        ResidentMemory.of(self);
    }

    StderrLines stderr() {
        return stderr;
    }

    /** Whether it is no worker of our own. */
    boolean isForeign() {
        return foreign;
    }

    /** It is ready for jobs. */
    void introduced() {
        introduced = true;
    }

    boolean isIntroduced() {
        return introduced;
    }

    /** From now on the kernel's kills are counted. */
    void watch(Process running) {
        oomKills = OomKills.watching(running.pid());
        weigh(running);
    }

    /** What was wrong with it; of several problems the first. */
    void problem(String why) {
        if (problem == null) {
            problem = why;
        }
    }

    /** It says that it leaves on purpose. */
    void goodbye(int status) {
        goodbye = status;
    }

    /** Its pool is about to send it that signal; one that was stopped is told apart, while that can be seen. */
    void signalled(String name, @Nullable Process running) {
        weigh(running);
        ProcessStat stat = running == null ? null : ProcessStat.of(new File(PROC, Long.toString(running.pid())));
        signalled = stat != null && stat.stopped() ? name + " while it was stopped" : name;
    }

    /** Its resident memory when it was last read; -1 when it never was. */
    long residentBytes() {
        ResidentMemory last = memory;
        return last == null ? -1 : last.bytes();
    }

    /** Reads how large it is: the bytes that are resident; -1 when that cannot be read, or it is not ready yet. */
    long weigh(@Nullable Process running) {
        ResidentMemory read = running == null || !introduced ? null : ResidentMemory.of(running.pid());
        if (read == null) {
            return -1; // the last reading stands
        }
        memory = read;
        OomKills counted = oomKills;
        if (counted != null) {
            counted.alive();
        }
        return read.bytes();
    }

    /** The report of a process that has ended with {@code status}. */
    DeathReport report(int index, int generation, Process gone, Path folder, int status) {
        String crash = CrashReport.digest(folder, gone);
        OomKills counted = oomKills;
        OomKill oomKill = counted == null ? OomKill.UNKNOWN : counted.verdict();
        Ending end = new Ending(
                status, problem, signalled, crash, oomKill, introduced, goodbye, foreign, memory, stderr.first());
        return report(index, generation, gone, status, end.kind(), oomKill, crash, end.cause());
    }

    /** The report of one that never was, or whose end cannot be waited for. */
    DeathReport reportWithoutEnd(int index, int generation, @Nullable Process process, String cause) {
        return report(index, generation, process, null, DeathReport.Kind.NO_PROCESS, OomKill.UNKNOWN, null, cause);
    }

    private DeathReport report(
            int index,
            int generation,
            @Nullable Process process,
            @Nullable Integer status,
            DeathReport.Kind kind,
            OomKill oomKill,
            @Nullable String crash,
            String cause) {
        ResidentMemory last = memory;
        return new DeathReport(
                index,
                generation,
                process == null ? -1 : process.pid(),
                kind,
                status,
                goodbye != null,
                cause,
                null,
                last == null ? -1 : last.bytes(),
                last == null ? -1 : last.peakBytes(),
                oomKill,
                crash,
                stderr.last(),
                -1,
                Duration.ZERO);
    }
}
