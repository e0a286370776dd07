package dev.spindle.coordinator.lab.scaling;

import dev.spindle.worker.lab.Load;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Jobs of one kind, most of them short and some longer, in an order that is always the same. Immutable.
 *
 * @param kind what keeps them from being done
 * @param loads what each has to do, in the order in which they begin
 */
record Work(Kind kind, List<Load> loads) {
    /** How many jobs there are, in the order in which they begin. */
    static final int JOBS = 200;

    private static final long SEED = 200;

    /** How often a number is tested before that is timed, and then, so that the fastest time counts. */
    private static final int WARM_UPS = 300;

    private static final int TRIALS = 20;

    /** Its prime takes a fraction of a millisecond. */
    private static final long SMALL_ROOT = 100_000;

    /** Two kinds. */
    enum Kind {
        CPU("cpu", "CPU"),
        WAITING("waiting", "wait");

        final String json;
        final String word;

        Kind(String json, String word) {
            this.json = json;
            this.word = word;
        }
    }

    Work {
        loads = List.copyOf(loads);
    }

    /** How many times the shortest job each of them is: 180 once, 15 twice, 4 four times, and one sixteen times. */
    static List<Integer> lengths() {
        List<Integer> lengths = new ArrayList<>();
        lengths.addAll(Collections.nCopies(180, 1));
        lengths.addAll(Collections.nCopies(15, 2));
        lengths.addAll(Collections.nCopies(4, 4));
        lengths.add(16);
        Collections.shuffle(lengths, new Random(SEED));
        return lengths;
    }

    /** To wait: the shortest {@code unitMillis}. */
    static Work waiting(long unitMillis) {
        return new Work(
                Kind.WAITING,
                lengths().stream()
                        .map(length -> Load.ofMillis(length * unitMillis))
                        .toList());
    }

    /** To test primes, the least of which takes about {@code unitNanos} here: a test takes as long as the number's root is large. */
    static Work primes(long unitNanos) throws InterruptedException {
        Load small = Load.ofNumber(primeAbove(SMALL_ROOT));
        for (int i = 0; i < WARM_UPS; i++) {
            small.run();
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIALS; i++) {
            long began = System.nanoTime();
            small.run();
            best = Math.min(best, System.nanoTime() - began);
        }
        double root = (double) SMALL_ROOT * unitNanos / Math.max(1, best);
        Map<Integer, Load> loads = new LinkedHashMap<>();
        for (int length : lengths()) {
            if (!loads.containsKey(length)) {
                loads.put(length, Load.ofNumber(primeAbove((long) (length * root))));
            }
        }
        return new Work(Kind.CPU, lengths().stream().map(loads::get).toList());
    }

    /** The least prime over {@code root} squared. */
    private static long primeAbove(long root) throws InterruptedException {
        long number = root * root + 1 + root % 2; // odd
        while (!Load.ofNumber(number).run()) {
            number += 2;
        }
        return number;
    }

    /** How many can be on their way at the same time, where {@code atOnce} are under way and {@code threads} may run. */
    int lanes(int atOnce, int threads) {
        return kind == Kind.CPU ? Math.min(atOnce, threads) : atOnce;
    }

    /** JSON fields: {@code work}, and {@code shortest}: the number or the milliseconds of the shortest job. */
    Map<String, Object> json() {
        Load shortest = loads.get(lengths().indexOf(1));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("work", kind.json);
        fields.put("shortest", kind == Kind.CPU ? shortest.number() : shortest.waitMillis());
        return fields;
    }
}
