package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.PoolListener;
import java.util.concurrent.atomic.AtomicLong;

/** Tells people what happens in the pool: the first deaths of workers always, everything with {@code -v}. */
final class Reporter implements PoolListener {
    /** Later deaths are only counted, lest a storm of them hides the first. */
    private static final int DEATHS_SHOWN = 3;

    private final Verbosity verbosity;
    private final AtomicLong deaths = new AtomicLong();

    Reporter(Verbosity verbosity) {
        this.verbosity = verbosity;
    }

    /** How many workers ended without having been told to. */
    long deaths() {
        return deaths.get();
    }

    @Override
    public void workerStarted(int worker, int generation, long processId) {
        verbosity.detail("worker " + worker + " is ready: process " + processId
                + (generation == 0 ? "" : ", number " + (generation + 1) + " in this place"));
    }

    @Override
    public void workerLost(DeathReport death) {
        long count = deaths.incrementAndGet();
        if (count <= DEATHS_SHOWN || verbosity.isVerbose()) {
            verbosity.say(death + (death.job() < 0 ? "" : " (it ran job " + death.job() + ")"));
        } else if (count == DEATHS_SHOWN + 1) {
            verbosity.say("more workers died; they are counted in the summary, and -v shows each");
        }
    }

    @Override
    public void output(int worker, long job, boolean stderr, String text) {
        text.lines().forEach(line -> verbosity.detail(tag(worker, job) + line));
    }

    @Override
    public void stderr(int worker, long job, String line) {
        verbosity.detail(worker < 0 ? line : tag(worker, job) + line);
    }

    private static String tag(int worker, long job) {
        return "[worker " + worker + (job < 0 ? "" : ", job " + job) + "] ";
    }
}
