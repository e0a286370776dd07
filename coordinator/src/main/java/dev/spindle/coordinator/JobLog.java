package dev.spindle.coordinator;

/**
 * Writes down what becomes of one job's attempts, ahead of the facts, so that another run can go on where this one is killed:
 * {@link JobRequest#withLog}. The pool calls it under its lock, so it only takes note; {@link WriteAhead#commit()} makes it safe.
 */
public interface JobLog {
    /** How many attempts were charged to the job in earlier runs; the pool goes on counting from there. */
    int earlierAttempts();

    /** The attempt, counted from 1, is about to be sent to the worker of that place and generation. */
    void begins(int attempt, int worker, int generation);

    /** As {@link #begins}, for the first attempt, together with the other jobs of the chunk: all of them run, one after the other. */
    default void beginsInChunk(long chunk, int worker, int generation) {
        begins(earlierAttempts() + 1, worker, generation);
    }

    /** That attempt is over without an outcome, and the job waits again; {@code attempts} are charged to it now. */
    void waitsAgain(int attempts);
}
