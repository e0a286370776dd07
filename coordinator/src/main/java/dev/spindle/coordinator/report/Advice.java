package dev.spindle.coordinator.report;

import dev.spindle.coordinator.DeathReport.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What to change where something stands out in a run. Each rule says what it saw, and is silent when it cannot be sure. */
public final class Advice {
    private static final int MOST = 2;

    /** In a run that is over so soon nothing is worth a change of it. */
    private static final double SHORTEST = 3;

    private static final long MANY_RETRIES = 10;
    private static final long MANY_JOBS = 100;

    /** Jobs that take longer gain nothing from a chunk. */
    private static final long SHORT_NANOS = 1_000_000;

    private static final double MOST_OF_IT = 0.5;
    private static final double NEARLY_ALL = 0.8;
    private static final double A_GOOD_PART = 0.2;

    private Advice() {}

    /** The weightiest, at most two. */
    public static List<String> of(RunFigures run, Findings findings) {
        // Plain statements: a list of rules would cost a cold JVM several milliseconds.
        List<String> given = new ArrayList<>();
        add(given, memory(run));
        add(given, timeLimit(run, findings));
        add(given, retries(run, findings));
        add(given, messages(run));
        add(given, slowInput(run));
        add(given, start(run));
        add(given, restarts(run));
        add(given, cores(run));
        return given;
    }

    private static void add(List<String> given, @Nullable String advice) {
        if (advice != null && given.size() < MOST) {
            given.add(advice);
        }
    }

    static @Nullable String memory(RunFigures run) {
        long heap = run.died(Kind.OUT_OF_MEMORY);
        if (heap > 0 && !run.config().isForeign()) {
            return workers(heap) + " ran out of heap: try more with --memory";
        }
        long killed = run.died(Kind.OOM_KILLED);
        return killed == 0
                ? null
                : workers(killed) + (killed == 1 ? " was" : " were")
                        + " ended by the kernel for want of memory: try fewer with -j"
                        + (run.config().isForeign() ? "" : ", or a smaller heap for each with --memory");
    }

    static @Nullable String timeLimit(RunFigures run, Findings findings) {
        double limit = run.timeout().toNanos();
        boolean areOthersNear = limit > 0 && findings.slowestOk() > limit * MOST_OF_IT;
        return run.timeouts() == 0 || !areOthersNear
                ? null
                : jobs(run.timeouts()) + " ended at the limit of " + Spans.text((long) limit)
                        + ", and others needed up to " + Spans.text(findings.slowestOk()) + ": try a longer --timeout";
    }

    static @Nullable String retries(RunFigures run, Findings findings) {
        boolean inVain = findings.retriedOk() == 0 && findings.retriedInVain() >= MANY_RETRIES;
        return inVain && run.config().retries() > 0
                ? "none of the " + findings.retriedInVain() + " jobs that were tried again ended ok: try --retries 0"
                : null;
    }

    static @Nullable String messages(RunFigures run) {
        Shares shares = Shares.of(run.times());
        double around = shares.decode() + shares.encode() + shares.transport();
        double busy = 1 - shares.waiting();
        boolean isLong =
                run.seconds() >= SHORTEST && run.jobs() >= MANY_JOBS && shares.isMeasured() && busy > A_GOOD_PART;
        if (!isLong || around < busy * MOST_OF_IT || run.config().isForeign()) {
            return null;
        }
        String seen = percent(around / busy) + " of the time with a job went into messages, not into tasks: ";
        if (shares.decode() + shares.encode() > shares.transport()) {
            return seen + "try smaller inputs and results, as names of files instead of what is in them";
        }
        boolean areShort = run.times().busy().toNanos() / run.jobs() < SHORT_NANOS;
        return areShort && run.config().chunk() == 1 && run.config().allowsChunks() ? seen + "try --chunk auto" : null;
    }

    static @Nullable String slowInput(RunFigures run) {
        Shares shares = Shares.of(run.times());
        boolean waits = shares.isKnown() && shares.waiting() > MOST_OF_IT && run.seconds() >= SHORTEST;
        boolean isHeld = run.heldSeconds() > run.seconds() * A_GOOD_PART; // by whoever takes the results slowly
        if (!waits || isHeld || run.isFile() || run.readSeconds() < run.seconds() * NEARLY_ALL) {
            return null;
        }
        int enough = (int) Math.ceil(run.config().workers() * (1 - shares.waiting()) * 1.25);
        String seen = "workers waited " + percent(shares.waiting()) + " of the time, since the input came slowly";
        return enough < run.config().workers() ? seen + ": -j " + Math.max(1, enough) + " would do" : seen;
    }

    static @Nullable String start(RunFigures run) {
        double part = run.startSeconds() / Math.max(run.seconds(), 1e-9);
        return run.seconds() < SHORTEST || part < MOST_OF_IT
                ? null
                : percent(part)
                        + " of the run went by until the first worker was ready: more jobs in one run cost no more of it";
    }

    static @Nullable String restarts(RunFigures run) {
        int places = run.config().workers();
        long again = run.started() - places;
        double part = again * run.startSeconds() / (places * Math.max(run.seconds(), 1e-9));
        if (run.seconds() < SHORTEST || again < places || part < A_GOOD_PART) {
            return null;
        }
        String seen =
                again + " workers were started again, about " + percent(Math.min(1, part)) + " of the time of all: ";
        boolean byRule = run.config().recycleAfter() > 0 || run.config().residentLimitBytes() > 0;
        if (again > 2 * run.died() && byRule) {
            return seen
                    + (run.config().recycleAfter() > 0 ? "try a larger --recycle-after" : "try a larger --rss-limit");
        }
        return run.died() > again / 2 ? seen + "see why they died" : null;
    }

    static @Nullable String cores(RunFigures run) {
        int workers = run.config().workers();
        if (run.seconds() < SHORTEST || run.cpuSeconds() < 0 || run.jobs() < 2L * Math.max(workers, run.cores())) {
            return null;
        }
        double ofMachine = run.cpuSeconds() / (run.seconds() * run.cores());
        if (workers > run.cores() && ofMachine > NEARLY_ALL) {
            return workers + " workers kept all " + run.cores() + " cores busy: -j " + run.cores()
                    + " does as much with less memory";
        }
        double ofWorkers = run.cpuSeconds() / (run.seconds() * workers);
        return workers < run.cores() && ofWorkers > NEARLY_ALL
                ? workers + (workers == 1 ? " worker" : " workers") + " computed all the time, on " + run.cores()
                        + " cores: try -j " + run.cores()
                : null;
    }

    private static String workers(long count) {
        return count + (count == 1 ? " worker" : " workers");
    }

    private static String jobs(long count) {
        return count + (count == 1 ? " job was" : " jobs were");
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", part * 100);
    }
}
