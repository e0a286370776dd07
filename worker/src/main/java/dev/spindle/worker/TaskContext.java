package dev.spindle.worker;

/** A running job's view of its coordinator. Valid while {@link Task#run} runs; thread-safe. */
public interface TaskContext {
    /** Whether this job was asked to stop; its thread was interrupted, too. */
    boolean isCancelled();

    /** The event {@code name} of this job, which the coordinator's side may set; always the same object for the same name. */
    Signal signal(String name);

    /**
     * Tells the coordinator how far this job is.
     *
     * @param fraction from 0 to 1
     * @param message for people; may be empty
     */
    void progress(double fraction, String message);

    /** 1 for the first try of this job, 2 for the next after it was lost, and so on. */
    int attempt();
}
