package dev.spindle.benchmarks.programs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;

/** Twenty jobs that are all processor, of very different lengths, on two workers: what two cores give, and what the order of the jobs allows. */
final class Primes {
    private static final long[] NUMBERS = {
        2L,
        142702110479723L,
        299593572317531L,
        3333333333333301L,
        3333333333333333L,
        3333335652092209L,
        4444444444444423L,
        4444444444444444L,
        4444444488888889L,
        5555553133149889L,
        5555555555555503L,
        5555555555555555L,
        6666666666666666L,
        6666666666666719L,
        6666667141414921L,
        7777777536340681L,
        7777777777777753L,
        7777777777777777L,
        9999999999999917L,
        9999999999999999L
    };
    private static final int WORKERS = 2;

    private Primes() {}

    /**
     * Runs each job alone, then all together.
     *
     * @param count how many of the twenty
     * @param order {@code ascending}, as the numbers stand, or {@code longest}, by what each took alone
     */
    static String speedUp(Pool pool, int count, String order) throws Exception {
        warmUp(pool);
        long[] alone = new long[count];
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            pool.prime(NUMBERS[i]).get();
            alone[i] = System.nanoTime() - began;
        }
        List<Integer> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(i);
        }
        if (order.equals("longest")) {
            jobs.sort((a, b) -> Long.compare(alone[b], alone[a]));
        }
        long began = System.nanoTime();
        List<Future<Boolean>> together = new ArrayList<>();
        for (int job : jobs) {
            together.add(pool.prime(NUMBERS[job]));
        }
        for (int i = 0; i < count; i++) {
            Rounds.check(together.get(i).get() == isPrime(NUMBERS[jobs.get(i)]));
        }
        double took = System.nanoTime() - began;
        double sum = Arrays.stream(alone).sum();
        double allowed = sum / makespan(alone, jobs);
        return String.format(
                Locale.ROOT,
                "{\"seconds\":%.9f,\"speedup\":%.4f,\"allowed\":%.4f,\"share\":%.4f}",
                took / 1e9,
                sum / took,
                allowed,
                sum / took / allowed);
    }

    /** Both workers compile the loop before anything is timed. */
    private static void warmUp(Pool pool) throws Exception {
        List<Future<Boolean>> jobs = new ArrayList<>();
        for (int i = 0; i < 2 * WORKERS; i++) {
            jobs.add(pool.prime(NUMBERS[1]));
        }
        for (Future<Boolean> each : jobs) {
            each.get();
        }
    }

    /** How long the jobs take in this order when each goes to the worker that is free first. */
    private static double makespan(long[] alone, List<Integer> jobs) {
        long[] busyUntil = new long[WORKERS];
        for (int job : jobs) {
            Arrays.sort(busyUntil);
            busyUntil[0] += alone[job];
        }
        return Arrays.stream(busyUntil).max().orElseThrow();
    }

    private static boolean isPrime(long number) {
        return java.math.BigInteger.valueOf(number).isProbablePrime(50);
    }
}
