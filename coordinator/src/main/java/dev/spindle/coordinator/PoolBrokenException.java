package dev.spindle.coordinator;

import java.util.concurrent.RejectedExecutionException;

/** The pool cannot work: its workers do not start. */
public final class PoolBrokenException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    private final transient DeathReport first;

    PoolBrokenException(DeathReport first) {
        super("workers do not start; the first: " + first.cause());
        this.first = first;
    }

    /** How the first of the failed starts ended. */
    public DeathReport first() {
        return first;
    }
}
