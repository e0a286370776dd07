package dev.spindle.worker.runtime;

import org.jspecify.annotations.Nullable;

/** A thread of the worker's own: so it can be told from those that tasks have started. */
final class OwnThread extends Thread {
    private static volatile @Nullable Thread main;

    OwnThread(Runnable work, String name) {
        super(null, work, name);
        setDaemon(true);
    }

    /** The thread that asks, which the JVM has begun with, is the worker's, too. */
    static void isMain() {
        main = Thread.currentThread();
    }

    /** Whether {@code thread} is the worker's own. */
    static boolean is(Thread thread) {
        return thread instanceof OwnThread || thread == main;
    }
}
