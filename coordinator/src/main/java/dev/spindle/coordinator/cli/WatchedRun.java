package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.PoolStatus;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lines.Counts;
import dev.spindle.coordinator.lines.Intake;
import dev.spindle.coordinator.lines.JobSeqs;
import dev.spindle.coordinator.report.LiveRun;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run as its observers have it. */
final class WatchedRun implements LiveRun {
    private final RunPlan plan;
    private final WorkerPool pool;
    private final JobSeqs seqs;
    private final Counts counts;
    private final Supplier<@Nullable Intake> intake;
    private final BooleanSupplier draining;
    private final Runnable drain;

    /**
     * @param intake null as long as there is none
     * @param drain what is to be done so that no further job begins
     */
    WatchedRun(
            RunPlan plan,
            WorkerPool pool,
            JobSeqs seqs,
            Counts counts,
            Supplier<@Nullable Intake> intake,
            BooleanSupplier draining,
            Runnable drain) {
        this.plan = plan;
        this.pool = pool;
        this.seqs = seqs;
        this.counts = counts;
        this.intake = intake;
        this.draining = draining;
        this.drain = drain;
    }

    @Override
    public PoolStatus status() {
        return pool.status();
    }

    @Override
    public long seq(long job) {
        return seqs.of(job);
    }

    /** The number of the line that was read last. */
    long latest() {
        Intake reading = intake.get();
        return reading == null ? 0 : reading.latest();
    }

    @Override
    public long read() {
        Intake reading = intake.get();
        return reading == null ? 0 : reading.read();
    }

    @Override
    public boolean isAllRead() {
        Intake reading = intake.get();
        return reading != null && reading.isOver();
    }

    @Override
    public long done() {
        return counts.lines();
    }

    @Override
    public Map<String, Long> doneByStatus() {
        return counts.byStatus();
    }

    @Override
    public long retries() {
        return counts.retries();
    }

    @Override
    public Map<String, String> settings() {
        return RunSettings.of(plan, pool.config());
    }

    @Override
    public boolean cancel(long seq) {
        long job = seqs.jobOf(seq);
        return job > 0 && pool.cancel(job);
    }

    @Override
    public boolean isDraining() {
        return draining.getAsBoolean();
    }

    @Override
    public void drain() {
        drain.run();
    }
}
