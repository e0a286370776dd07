package dev.spindle.coordinator.report;

import dev.spindle.coordinator.AttemptListener;
import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.PoolListener;

/**
 * Watches a run, and never harms it: what goes wrong in here is a line for people, and the run goes on. Its calls come as those of the two
 * listeners do, between {@link #begins} and {@link #ended}.
 */
public interface RunObserver extends PoolListener, AttemptListener {
    @Override
    default void attemptEnded(AttemptReport attempt) {}

    /** The run's pool is there; no job has been submitted. */
    default void begins(LiveRun run) {}

    /** All is over, and every other call was made: what is written at the end is written now. */
    default void ended(RunEnd end) {}
}
