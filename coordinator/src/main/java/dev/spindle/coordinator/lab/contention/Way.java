package dev.spindle.coordinator.lab.contention;

import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/** A way to let several contenders increment one counter. For one thread at a time. */
interface Way {
    /** What contends, and what keeps it from losing updates. */
    Kind kind();

    /** How many contend. */
    int contenders();

    /**
     * Lets each contender increment a counter that is 0 at first; they begin together.
     *
     * @throws UnmeasuredException when that cannot be had here
     */
    Count count(long each) throws UnmeasuredException, InterruptedException;

    /**
     * What came of it.
     *
     * @param counted what the counter says in the end
     * @param nanos what the slowest contender took
     */
    record Count(long counted, long nanos) {}

    /** It cannot be had here, for what {@code e} says; unless that is the end of the pool, and of everything. */
    default UnmeasuredException failed(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (cause instanceof RejectedExecutionException rejected) {
            throw rejected;
        }
        return new UnmeasuredException(kind() + ": " + cause.getMessage(), e);
    }
}
