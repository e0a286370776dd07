package dev.spindle.benchmarks.programs;

import java.util.concurrent.Future;

/** A pool as a workload sees it, whichever it is. What one cannot do, no workload asks of it. */
interface Pool extends AutoCloseable {
    /** A job whose result equals its input. */
    Future<?> echo(Object value) throws Exception;

    /** A job that waits. */
    default Future<?> sleep(int millis) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** A job that tells whether the number is prime. */
    default Future<Boolean> prime(long number) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Maps each number below {@code count} to its successor, and checks each. */
    default void successors(int count) throws Exception {
        throw new UnsupportedOperationException();
    }
}
