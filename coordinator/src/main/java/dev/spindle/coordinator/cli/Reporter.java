package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobProgress;
import dev.spindle.coordinator.PoolListener;
import dev.spindle.coordinator.lines.JobSeqs;
import java.util.EnumMap;
import java.util.Map;

/** Tells people what happens in the pool: the first deaths of workers always, everything with {@code -v}. A job's number is its line's. */
final class Reporter implements PoolListener {
    /** Later deaths are only counted, lest a storm of them hides the first. */
    private static final int DEATHS_SHOWN = 3;

    private static final int REFUSALS_SHOWN = 3;

    private final Verbosity verbosity;
    private final JobSeqs seqs;
    private final Map<DeathReport.Kind, Long> deaths = new EnumMap<>(DeathReport.Kind.class);
    private long count;
    private long started;
    private long firstStart;
    private long refused;

    Reporter(Verbosity verbosity, JobSeqs seqs) {
        this.verbosity = verbosity;
        this.seqs = seqs;
    }

    /** How many workers ended without having been told to, by how. */
    synchronized Map<DeathReport.Kind, Long> deaths() {
        return new EnumMap<>(deaths);
    }

    @Override
    public void connectionRefused(String why) {
        long nth;
        synchronized (this) {
            nth = ++refused;
        }
        if (nth <= REFUSALS_SHOWN || verbosity.isVerbose()) {
            verbosity.say("a connection was turned away: it " + why);
        } else if (nth == REFUSALS_SHOWN + 1) {
            verbosity.say("more connections were turned away; they are counted in the summary, and -v shows each");
        }
    }

    /** How many workers became ready. */
    synchronized long started() {
        return started;
    }

    /** When the first was, as {@link System#nanoTime} tells; 0 where none was. */
    synchronized long firstStart() {
        return firstStart;
    }

    @Override
    public void workerStarted(int worker, int generation, long processId) {
        synchronized (this) {
            started++;
            if (started == 1) {
                firstStart = System.nanoTime();
            }
        }
        verbosity.detail("worker " + worker + " is ready: process " + processId
                + (generation == 0 ? "" : ", number " + (generation + 1) + " in this place"));
    }

    @Override
    public void workerLost(DeathReport death) {
        long nth;
        synchronized (this) {
            nth = ++count;
            deaths.merge(death.kind(), 1L, Long::sum);
        }
        if (nth <= DEATHS_SHOWN || verbosity.isVerbose()) {
            long seq = seqs.of(death.job());
            verbosity.say(death + (seq < 0 ? "" : " (it ran job " + seq + ")"));
        } else if (nth == DEATHS_SHOWN + 1) {
            verbosity.say("more workers died; they are counted in the summary, and -v shows each");
        }
    }

    @Override
    public void workerLeft(DeathReport end, int jobs) {
        if (!verbosity.isVerbose()) {
            return;
        }
        verbosity.detail("worker " + end.worker() + " (process " + end.processId() + ") has left after " + jobs
                + (jobs == 1 ? " job" : " jobs") + (end.stop() == null ? "" : ": " + end.cause()));
    }

    @Override
    public void output(int worker, long job, boolean stderr, String text) {
        text.lines().forEach(line -> verbosity.detail(tag(worker, job) + line));
    }

    @Override
    public void progress(int worker, long job, JobProgress progress) {
        String percent = Double.isNaN(progress.fraction()) ? "" : Math.round(progress.fraction() * 100) + " % ";
        verbosity.detail((tag(worker, job) + percent + progress.message()).strip());
    }

    @Override
    public void stderr(int worker, long job, String line) {
        verbosity.detail(worker < 0 ? line : tag(worker, job) + line);
    }

    private String tag(int worker, long job) {
        long seq = seqs.of(job);
        return "[worker " + worker + (seq < 0 ? "" : ", job " + seq) + "] ";
    }
}
