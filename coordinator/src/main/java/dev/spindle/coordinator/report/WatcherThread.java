package dev.spindle.coordinator.report;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A thread of somebody who watches a run: what it throws is a line for people, and not the end of the run. */
public final class WatcherThread {
    private WatcherThread() {}

    /**
     * Not started yet, and nothing waits for it.
     *
     * @param complaints told when it fails
     */
    public static Thread of(String name, Runnable task, Consumer<String> complaints) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(handler(complaints));
        return thread;
    }

    /** For threads that are made otherwise; of all that it hears it tells the first. */
    public static Thread.UncaughtExceptionHandler handler(Consumer<String> complaints) {
        AtomicBoolean told = new AtomicBoolean();
        return (thread, e) -> {
            if (!told.getAndSet(true)) {
                complaints.accept("what watches the run has failed, the run goes on: " + e + " (in the thread "
                        + thread.getName() + ")");
            }
        };
    }
}
