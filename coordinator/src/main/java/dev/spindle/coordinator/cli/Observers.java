package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.AttemptListener;
import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobProgress;
import dev.spindle.coordinator.PoolListener;
import dev.spindle.coordinator.report.LiveRun;
import dev.spindle.coordinator.report.RunEnd;
import dev.spindle.coordinator.report.RunObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Tells all who watch a run; what one of them throws neither the others nor the run ever see. */
final class Observers implements PoolListener {
    private final List<PoolListener> listeners = new ArrayList<>();
    private final List<RunObserver> observers;
    private final Verbosity verbosity;
    private final AtomicBoolean complained = new AtomicBoolean();

    /** @param first who hears everything before {@code observers} do */
    Observers(PoolListener first, List<RunObserver> observers, Verbosity verbosity) {
        listeners.add(first);
        listeners.addAll(observers);
        this.observers = observers;
        this.verbosity = verbosity;
    }

    /** Who is told of attempts: nobody where nobody asked. */
    AttemptListener attempts() {
        return observers.isEmpty() ? AttemptListener.NONE : this::attemptEnded;
    }

    private void attemptEnded(AttemptReport attempt) {
        for (RunObserver observer : observers) {
            guard(() -> observer.attemptEnded(attempt));
        }
    }

    void begins(LiveRun run) {
        observers.forEach(each -> guard(() -> each.begins(run)));
    }

    void ended(RunEnd end) {
        observers.forEach(each -> guard(() -> each.ended(end)));
    }

    private void tell(Consumer<PoolListener> news) {
        listeners.forEach(each -> guard(() -> news.accept(each)));
    }

    private void guard(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException | Error e) {
            if (!complained.getAndSet(true)) { // it may fail at each of a million attempts
                verbosity.complain("what watches the run has failed, the run goes on: " + e);
            }
        }
    }

    @Override
    public void workerLaunched(int worker, int generation) {
        tell(each -> each.workerLaunched(worker, generation));
    }

    @Override
    public void workerStarted(int worker, int generation, long processId) {
        tell(each -> each.workerStarted(worker, generation, processId));
    }

    @Override
    public void workerLost(DeathReport death) {
        tell(each -> each.workerLost(death));
    }

    @Override
    public void workerLeft(DeathReport end, int jobs) {
        tell(each -> each.workerLeft(end, jobs));
    }

    @Override
    public void poolBroken(DeathReport first) {
        tell(each -> each.poolBroken(first));
    }

    @Override
    public void poolHalted(String why) {
        tell(each -> each.poolHalted(why));
    }

    @Override
    public void connectionRefused(String why) {
        tell(each -> each.connectionRefused(why));
    }

    @Override
    public void output(int worker, long job, boolean stderr, String text) {
        tell(each -> each.output(worker, job, stderr, text));
    }

    @Override
    public void progress(int worker, long job, JobProgress progress) {
        tell(each -> each.progress(worker, job, progress));
    }

    @Override
    public void stderr(int worker, long job, String line) {
        tell(each -> each.stderr(worker, job, line));
    }
}
