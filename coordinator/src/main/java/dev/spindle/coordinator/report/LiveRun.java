package dev.spindle.coordinator.report;

import dev.spindle.coordinator.PoolStatus;
import java.util.Map;

/** A run as those see it who watch it, and what they may do to it. Jobs are named by their lines in the input. Thread-safe. */
public interface LiveRun extends RunProgress {
    /** What its pool is at. */
    PoolStatus status();

    /** Which line of the input the pool's job number {@code job} is; -1 where nobody knows. */
    long seq(long job);

    @Override
    default int running() {
        return status().running();
    }

    @Override
    default int waiting() {
        return status().queued();
    }

    /** What was set, as people would say it, in order: the input, the task, workers, transport and so on. */
    Map<String, String> settings();

    /** Gives up the job of that line; false when it has its result already, or was not read yet. */
    boolean cancel(long seq);

    /** Whether no further job begins: somebody drains the run, or interrupted it. */
    boolean isDraining();

    /** Reads no further line and begins no further job; what runs may end. */
    void drain();
}
