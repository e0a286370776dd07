package dev.spindle.worker.runtime;

import dev.spindle.protocol.message.FromWorker;
import org.jspecify.annotations.Nullable;

/**
 * Ends this process. Every step that could wait (for a full pipe, for the process table) runs in a thread that is given up after
 * {@link #PATIENCE_MILLIS}, so that no wait becomes a process that stays.
 */
final class ProcessDeparture implements Departure {
    private static final long PATIENCE_MILLIS = 300;
    /** How long other people's shutdown hooks may take after {@code exit}. */
    private static final long HOOKS_MILLIS = 2000;

    private final StdioGuard stdio;
    private volatile @Nullable GoodbyeHook goodbye;

    ProcessDeparture(StdioGuard stdio) {
        this.stdio = stdio;
    }

    /** From now on the end of the process is told through {@code outgoing} where it is deliberate. */
    void announceThrough(Outgoing outgoing, JobQueue queue) {
        GoodbyeHook hook = new GoodbyeHook(outgoing, queue);
        goodbye = hook;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void atOnce(int status, @Nullable String line) {
        try {
            Clearing clearing = new Clearing(line);
            try {
                inBoundedTime(clearing, "departure");
            } catch (OutOfMemoryError noThreadToBeHad) {
                clearing.run(); // rather a wait than an end without a word
            }
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }

    /** For the read loop: tells which job was running, if there is memory enough, and ends. */
    void outOfMemory() {
        try {
            GoodbyeHook hook = goodbye;
            if (hook != null) {
                hook.sayWithCode(OUT_OF_MEMORY);
            }
        } finally {
            atOnce(OUT_OF_MEMORY, "out of memory while reading a message");
        }
    }

    /** Runs the shutdown hooks, which a hook that hangs delays by {@link #HOOKS_MILLIS} at most. Does not return. */
    void orderly(int status) {
        try {
            GoodbyeHook hook = goodbye;
            if (hook != null) {
                hook.code = status;
            }
            inBoundedTime(new Clearing(null), "departure");
            Thread limit = new Thread(new HaltLater(status), "halt");
            limit.setDaemon(true);
            limit.start();
            System.exit(status);
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }

    private static void inBoundedTime(Runnable step, String name) {
        Thread thread = new Thread(step, name);
        thread.setDaemon(true);
        thread.start();
        letFinish(thread);
    }

    /** Waits for the thread to end by itself, but not for long. */
    static void letFinish(Thread thread) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        boolean interrupted = false;
        long left = PATIENCE_MILLIS;
        while (left > 0 && thread.isAlive()) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true; // a cancel may come at any time; the bound holds all the same
            }
            left = (end - System.nanoTime()) / 1_000_000;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what this process started, then says why it ends itself. */
    private final class Clearing implements Runnable {
        private final @Nullable String line;

        Clearing(@Nullable String line) {
            this.line = line;
        }

        @Override
        public void run() {
            try {
                Descendants.destroy();
            } finally {
                if (line != null) {
                    stdio.say(line);
                }
            }
        }
    }

    private record HaltLater(int status) implements Runnable {
        @Override
        public void run() {
            try {
                Thread.sleep(HOOKS_MILLIS);
            } catch (InterruptedException e) {
                // nobody has a reason to wait longer
            }
            Runtime.getRuntime().halt(status);
        }
    }

    /**
     * Says goodbye when the process ends on purpose, because somebody called {@link System#exit}. What ends by a signal says nothing:
     * its exit code tells.
     */
    private static final class GoodbyeHook extends Thread {
        private final Outgoing outgoing;
        private final JobQueue queue;
        /** A hook is not told the exit code that a job gave; 0 then stands for unknown. */
        private volatile int code;

        GoodbyeHook(Outgoing outgoing, JobQueue queue) {
            super("goodbye");
            this.outgoing = outgoing;
            this.queue = queue;
        }

        @Override
        public void run() {
            if (!endsBySignal()) {
                sayWithCode(code);
            } else {
                queue.freeze();
            }
        }

        /**
         * The queue is frozen first, so that what is named here as running is the last job that ever ran. Writing may wait for a job
         * that holds the channel before a full pipe, and that job may be the one that called exit: hence the bound.
         */
        void sayWithCode(int status) {
            long running = queue.freeze();
            inBoundedTime(new Goodbye(outgoing, new FromWorker.Goodbye(status, running)), "goodbye writer");
        }

        /** The JVM handles TERM, INT and HUP in a thread of this name, which waits for the hooks. */
        private static boolean endsBySignal() {
            ThreadGroup root = Thread.currentThread().getThreadGroup();
            while (root.getParent() != null) {
                root = root.getParent();
            }
            Thread[] threads = new Thread[root.activeCount() + 32];
            int count = root.enumerate(threads);
            for (int i = 0; i < count; i++) {
                String name = threads[i].getName();
                if (name.startsWith("SIG") && name.endsWith(" handler")) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Goodbye(Outgoing outgoing, FromWorker.Goodbye message) implements Runnable {
        @Override
        public void run() {
            outgoing.farewell(message);
        }
    }
}
