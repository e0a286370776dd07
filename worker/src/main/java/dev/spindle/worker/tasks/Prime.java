package dev.spindle.worker.tasks;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.concurrent.CancellationException;

/**
 * Tells whether an integer is prime, by trial division: work that is all processor, and as much as one likes. Any {@code long} will
 * do; those below 2 are not prime.
 */
public final class Prime implements Task<Long, Boolean> {
    /** How far the divisors go between two looks at the cancel flag: some milliseconds. */
    private static final long STRETCH = 6L << 16;

    @Override
    public Boolean run(Long input, TaskContext context) {
        long n = Integers.required(input, "prime");
        if (n < 4) {
            return n > 1;
        }
        if (n % 2 == 0 || n % 3 == 0) {
            return false;
        }
        long root = Integers.root(n);
        for (long from = 5; from <= root; from += STRETCH) {
            if (context.isCancelled()) {
                throw new CancellationException();
            }
            if (hasDivisor(n, from, Math.min(root, from + STRETCH - 1))) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of 6k-1, 6k+1 divides {@code n}; {@code from} is a 6k-1. May look a little past {@code to}. */
    private static boolean hasDivisor(long n, long from, long to) {
        for (long divisor = from; divisor <= to; divisor += 6) {
            if (n % divisor == 0 || n % (divisor + 2) == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String name() {
        return "prime";
    }

    @Override
    public String description() {
        return "tells whether an integer is prime, by trial division";
    }
}
