package dev.spindle.coordinator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A worker at one moment.
 *
 * @param worker its place in the pool, from 0; one that leaves and its successor may share it
 * @param generation how many processes had this place before
 * @param processId the operating system's id; -1 while there is no process yet
 * @param state what it is at
 * @param given how many jobs it was given so far, each attempt counted
 * @param held how many attempts it has, the running one included
 * @param residentBytes its resident memory when it was last read; -1 when it never was
 * @param running what it runs; null for nothing
 */
public record WorkerStatus(
        int worker,
        int generation,
        long processId,
        State state,
        int given,
        int held,
        long residentBytes,
        @Nullable Running running) {
    /** What a worker is at. */
    public enum State {
        /** Its process has not introduced itself. */
        STARTING,
        /** Ready, with nothing to run. */
        IDLE,
        /** Runs a job. */
        BUSY,
        /** Runs its last job, or was told to leave, or is being ended. */
        LEAVING
    }

    /**
     * A job that runs, or a chunk of them.
     *
     * @param job its number in the pool, of a chunk the first one's
     * @param jobs how many jobs it is: which of a chunk's runs is not known here
     * @param task what the worker calls the task
     * @param attempt 1 for the first
     * @param ran how long it has been running
     * @param stopping whether it was asked to stop
     */
    public record Running(long job, int jobs, String task, int attempt, Duration ran, boolean stopping) {}
}
