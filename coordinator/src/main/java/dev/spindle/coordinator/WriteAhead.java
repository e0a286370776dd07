package dev.spindle.coordinator;

/** Makes safe what was told to {@link JobLog}s before anything follows from it: {@link PoolBuilder#writeAhead}. Thread-safe. */
@FunctionalInterface
public interface WriteAhead {
    /** Nothing is written down. */
    WriteAhead NONE = () -> true;

    /**
     * Called before messages go to a worker, and after jobs were told their outcomes; not under the pool's lock, and may do I/O.
     *
     * @return false when it cannot be made safe: no message is sent then, and whoever built the pool is expected to shut it down
     */
    boolean commit();
}
