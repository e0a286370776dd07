package dev.spindle.worker.lab;

import dev.spindle.worker.Signal;
import dev.spindle.worker.TaskContext;
import dev.spindle.worker.tasks.Prime;
import java.util.concurrent.CancellationException;

/**
 * What one job has to do: to find out whether {@code number} is prime, or, where that is 0, to wait {@code waitMillis}. Immutable.
 */
public record Load(long number, long waitMillis) {
    private static final Prime PRIME = new Prime();

    /** Nobody can ask for anything but by an interrupt. */
    private static final TaskContext UNATTENDED = new TaskContext() {
        @Override
        public boolean isCancelled() {
            return Thread.currentThread().isInterrupted();
        }

        @Override
        public Signal signal(String name) {
            throw new UnsupportedOperationException("nobody sends signals");
        }

        @Override
        public void progress(double fraction, String message) {}

        @Override
        public int attempt() {
            return 1;
        }
    };

    /** All processor. */
    public static Load ofNumber(long number) {
        return new Load(number, 0);
    }

    /** No processor. */
    public static Load ofMillis(long millis) {
        return new Load(0, millis);
    }

    /** As one number, which costs a message least: the {@code number}, or the milliseconds below 0. */
    public long word() {
        return number == 0 ? -waitMillis : number;
    }

    /** What {@link #word} says. */
    static Load of(long word) {
        return word > 0 ? ofNumber(word) : ofMillis(-word);
    }

    /** Does it, in the calling thread. An interrupt ends it early, with an exception. */
    public boolean run() throws InterruptedException {
        return run(UNATTENDED);
    }

    boolean run(TaskContext context) throws InterruptedException {
        if (number == 0) {
            Thread.sleep(waitMillis);
            return false;
        }
        try {
            return PRIME.run(number, context);
        } catch (CancellationException e) {
            throw new InterruptedException("asked to stop");
        }
    }
}
