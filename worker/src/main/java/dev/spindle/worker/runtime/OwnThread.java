package dev.spindle.worker.runtime;

/** A thread of the worker's own, beside {@code main}: so it can be told from those that tasks have started. */
final class OwnThread extends Thread {
    OwnThread(Runnable work, String name) {
        super(null, work, name);
        setDaemon(true);
    }
}
