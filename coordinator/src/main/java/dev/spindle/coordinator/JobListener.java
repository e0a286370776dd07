package dev.spindle.coordinator;

/**
 * What one job says while it runs:
 *
 * <pre>{@code
 * Job<String> longWalk = pool.submit(JobRequest.of(Walk.class, 3_000L).withListener(watch));
 * }</pre>
 *
 * <p>The methods are called one after the other, in the order in which
 * the job said it, in a thread of the pool's that does no I/O with workers. All of it comes before the job's outcome: so a listener must
 * not wait for its own job, and one that is slow delays that job's outcome. Closing the pool waits for it for five seconds; then what
 * the job said and is not told yet is dropped, so that the outcome can be. As many as 256 listeners and callbacks of a pool run at a time.
 */
public interface JobListener {
    /** The job printed {@code text} through its language's streams: a line, or whatever it printed at once. */
    default void output(boolean stderr, String text) {}

    /** The job told how far it is. */
    default void progress(JobProgress progress) {}
}
