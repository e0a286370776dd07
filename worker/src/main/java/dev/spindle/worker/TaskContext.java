package dev.spindle.worker;

/**
 * A running job's view of its coordinator. Valid while {@link Task#run} runs; thread-safe.
 *
 * <pre>{@code
 * context.progress(0.5, "waiting in attempt " + context.attempt());
 * Signal done = context.signal("done");
 * if (done.await(Duration.ofSeconds(seconds))) {
 *     return "done: " + done.value();
 * }
 * }</pre>
 */
public interface TaskContext {
    /**
     * Whether this job was asked to stop, because it was cancelled or its time is over; its thread was interrupted, too. Code that computes
     * for long asks now and then: it costs next to nothing.
     */
    boolean isCancelled();

    /** The event {@code name} of this job, which the coordinator's side may set; always the same object for the same name. */
    Signal signal(String name);

    /**
     * Tells the coordinator how far this job is, for its listeners; does not wait until they have heard. Each call is a message, so that
     * some a second are plenty.
     *
     * @param fraction from 0 to 1, which a number outside of that is brought to
     * @param message for people; may be empty
     */
    void progress(double fraction, String message);

    /** 1 for the first try of this job, 2 for the next after it was lost, and so on. */
    int attempt();
}
