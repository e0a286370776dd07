package dev.spindle.coordinator;

/**
 * What happens in a pool beside the outcomes of its jobs. All methods are called one after the other in a thread of the pool's own
 * that does no I/O with workers, so that a slow listener delays only other news. A job's number is -1 where none ran. A pool that was given
 * no listener has a {@link LoggingListener}.
 */
public interface PoolListener {
    /** Ignores everything: a pool with this listener does not log either. */
    PoolListener NONE = new PoolListener() {};

    /** A worker's process is about to be launched. */
    default void workerLaunched(int worker, int generation) {}

    /** A worker is ready for jobs. */
    default void workerStarted(int worker, int generation, long processId) {}

    /** A worker is gone without having been told to leave. */
    default void workerLost(DeathReport death) {}

    /**
     * A worker is gone because it was told to leave: there was nothing more to do, or another took its place.
     *
     * @param end how it ended
     * @param jobs how many it had been given
     */
    default void workerLeft(DeathReport end, int jobs) {}

    /**
     * The pool cannot work, since its workers do not start: every job it has is lost, and every further one is refused. Told once.
     *
     * @param first how the first of the failed starts ended
     */
    default void poolBroken(DeathReport first) {}

    /**
     * The pool has given up by its {@link HaltRule}. Told once.
     *
     * @param why in a few words, as in {@code 3 jobs failed}
     */
    default void poolHalted(String why) {}

    /**
     * A connection to a socket of the pool's was turned away: nobody but a worker that it awaits can come in.
     *
     * @param why in a few words, as in {@code showed a wrong token}
     */
    default void connectionRefused(String why) {}

    /** A job printed {@code text} through its language's streams. */
    default void output(int worker, long job, boolean stderr, String text) {}

    /** A job told how far it is. */
    default void progress(int worker, long job, JobProgress progress) {}

    /** A worker wrote a line to its stderr, or below its language to stdout. */
    default void stderr(int worker, long job, String line) {}
}
