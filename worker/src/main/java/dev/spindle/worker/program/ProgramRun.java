package dev.spindle.worker.program;

import dev.spindle.protocol.message.FromWorker;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program, from its {@code main} to its end: when {@code main} has returned and every thread that is no daemon has ended, or
 * with the first call of exit. Thread-safe.
 */
final class ProgramRun implements Printing.Capture {
    /** What one message can hold, as a rule. */
    private static final int MOST_CHARS = 1 << 25;

    /** How long threads that are left when {@code main} has returned may wait for each other. */
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** How long they may wait for something to happen. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long LOOK_MILLIS = 50;
    /** How long threads may take to end after somebody called exit: those of a pool that was shut down need a moment. */
    private static final long UNWIND_MILLIS = 500;

    private final ProgramGroup group;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private boolean overflown;
    private boolean brokeClass;
    private @Nullable Integer exitCode;
    private boolean mainIsOver;
    private @Nullable Throwable thrown;

    ProgramRun(ProgramGroup group) {
        this.group = group;
    }

    /** A program's {@code main}. */
    interface Main {
        void call() throws Throwable;
    }

    /** Runs {@code main}, in a thread of the group. What it throws goes on to the handlers that the program has, as it does in a JVM. */
    void main(Main main) {
        try {
            main.call();
        } catch (Throwable e) {
            synchronized (this) {
                thrown = e;
            }
            Sneaky.<RuntimeException>rethrow(e);
        } finally {
            synchronized (this) {
                mainIsOver = true;
                notifyAll();
            }
        }
    }

    /** Throws what is checked where nobody declares it: only a thread's handler is left to see it. */
    private static final class Sneaky {
        @SuppressWarnings("unchecked")
        static <E extends Throwable> void rethrow(Throwable thrown) throws E {
            throw (E) thrown;
        }
    }

    /** The first code counts, and nothing that is printed later. */
    void exit(int code) {
        boolean initializing = StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("<clinit>")));
        end(code, initializing);
    }

    private synchronized void end(int code, boolean initializing) {
        brokeClass |= initializing;
        if (exitCode == null) {
            exitCode = code;
            notifyAll();
        }
    }

    @Override
    public synchronized void take(FromWorker.Stream stream, String text) {
        overflown |= (long) out.length() + err.length() + text.length() > MOST_CHARS;
        if (exitCode == null && !overflown) {
            (stream == FromWorker.Stream.STDOUT ? out : err).append(text);
        }
    }

    /**
     * Waits until the program has ended, in the thread that is interrupted when its job is cancelled: then all of its threads are.
     *
     * @param main its first thread
     * @throws IllegalStateException when threads are left that neither end nor do anything
     */
    void await(Thread main) {
        Idleness idleness = new Idleness(STUCK_NANOS, IDLE_NANOS);
        while (true) {
            try {
                if (isOver(main)) {
                    return;
                }
                List<Thread> left = group.keepingAlive();
                if (left.isEmpty()) {
                    return;
                }
                if (idleness.lasts(left)) {
                    throw new IllegalStateException(neverEnding(left));
                }
                left.get(0).join(LOOK_MILLIS);
            } catch (InterruptedException e) {
                group.interrupt();
            }
        }
    }

    /** Waits for the end of {@code main}; true when there is nothing else to wait for. */
    private boolean isOver(Thread main) throws InterruptedException {
        boolean exited;
        synchronized (this) {
            while (!mainIsOver && exitCode == null) {
                wait();
            }
            exited = exitCode != null;
        }
        if (exited) {
            letUnwind();
        } else {
            main.join(); // an uncaught exception is printed when main is over
        }
        return exited;
    }

    private void letUnwind() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(UNWIND_MILLIS);
        List<Thread> left = group.keepingAlive();
        while (!left.isEmpty() && System.nanoTime() < end) {
            left.get(0).join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            left = group.keepingAlive();
        }
    }

    private static String neverEnding(List<Thread> left) {
        StringBuilder names = new StringBuilder();
        for (Thread thread : left.subList(0, Math.min(3, left.size()))) {
            names.append(names.length() == 0 ? "" : ", ")
                    .append('"')
                    .append(thread.getName())
                    .append('"');
        }
        int more = left.size() - 3;
        return "main has returned, but "
                + (left.size() == 1
                        ? "a thread that is no daemon stays, idle: "
                        : "threads that are no daemons stay, idle: ")
                + names + (more > 0 ? " and " + more + " more" : "")
                + "; shut down what they belong to, make them daemons, or call System.exit";
    }

    // ---- what it came to

    /** What it threw, where it ended by that. */
    synchronized @Nullable Throwable thrown() {
        return exitCode == null && !(thrown instanceof ProgramExit.Exited) ? thrown : null;
    }

    /** As the JVM would have told its caller. */
    synchronized int exitCode() {
        return exitCode != null ? exitCode : thrown == null ? 0 : 1;
    }

    /** Whether a class called exit while it was initialized: such a class can be used never again. */
    synchronized boolean brokeClass() {
        return brokeClass;
    }

    /** Whether it printed more than is kept. */
    synchronized boolean hasOverflown() {
        return overflown;
    }

    synchronized String stdout() {
        return out.toString();
    }

    synchronized String stderr() {
        return err.toString();
    }
}
