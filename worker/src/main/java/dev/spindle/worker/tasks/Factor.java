package dev.spindle.worker.tasks;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The prime factors of an integer from 1 on, ascending, each as often as it divides; 1 has none. */
public final class Factor implements Task<Long, List<Long>> {
    private static final long LOOKS_EVERY = 1 << 17;

    @Override
    public List<Long> run(Long input, TaskContext context) {
        long rest = Integers.required(input, "factor");
        if (rest < 1) {
            throw new IllegalArgumentException("factor takes an integer from 1 on, not " + rest);
        }
        List<Long> factors = new ArrayList<>();
        rest = divideOut(rest, 2, factors);
        rest = divideOut(rest, 3, factors);
        long root = Integers.root(rest);
        long looks = 0;
        // 5, 7, 11, 13 and so on: the steps are 2 and 4 by turns.
        for (long divisor = 5, step = 2; divisor <= root; divisor += step, step = 6 - step) {
            if (rest % divisor == 0) {
                rest = divideOut(rest, divisor, factors);
                root = Integers.root(rest);
            }
            if (++looks % LOOKS_EVERY == 0 && context.isCancelled()) {
                throw new CancellationException();
            }
        }
        if (rest > 1) {
            factors.add(rest);
        }
        return factors;
    }

    private static long divideOut(long n, long divisor, List<Long> factors) {
        long rest = n;
        while (rest % divisor == 0) {
            factors.add(divisor);
            rest /= divisor;
        }
        return rest;
    }

    @Override
    public String name() {
        return "factor";
    }

    @Override
    public String description() {
        return "the prime factors of an integer, ascending";
    }
}
