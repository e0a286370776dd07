package dev.spindle.coordinator.lab;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** An experiment came to no result; the message says why, in a line. */
public final class UnmeasuredException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnmeasuredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Something failed without which there is no result: a job, or another step.
     *
     * @param what failed, as the message is to name it
     * @param e why; of an {@link ExecutionException}, its cause tells
     * @throws CancellationException when that is the cause: the pool was closed meanwhile, which ends all that uses it
     * @throws RejectedExecutionException when that is the cause, likewise; one that the caller caught itself is a failure as any other
     */
    public static UnmeasuredException of(Object what, Exception e) {
        Throwable cause = e instanceof ExecutionException ? e.getCause() : null;
        if (cause instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (cause instanceof RejectedExecutionException rejected) {
            throw rejected;
        }
        Throwable why = cause == null ? e : cause;
        return new UnmeasuredException(what + ": " + (why.getMessage() == null ? why : why.getMessage()), e);
    }
}
