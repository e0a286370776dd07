package dev.spindle.coordinator;

/**
 * Is told of every attempt that ran and is over, before anybody learns the job's outcome. Called by the threads that read from workers, by several
 * at once: implementations are thread-safe, quick, and do no I/O.
 */
@FunctionalInterface
public interface AttemptListener {
    /** Wants to hear nothing: then no report is made. */
    AttemptListener NONE = attempt -> {};

    /** The attempt is over. */
    void attemptEnded(AttemptReport attempt);
}
