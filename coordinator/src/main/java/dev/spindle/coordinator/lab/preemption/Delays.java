package dev.spindle.coordinator.lab.preemption;

import dev.spindle.coordinator.lab.Sample;
import java.util.ArrayList;
import java.util.List;

/** How late beats came, in nanoseconds. Immutable. */
final class Delays {
    /** What {@link #classes} counts, in milliseconds: each up to ten times the one before, and last those that did not come. */
    static final List<String> CLASSES =
            List.of("< 0.1", "0.1 to 1", "1 to 10", "10 to 100", "100 to 1000", "longer", "missed");

    private static final double SMALLEST = 1e5;

    private final long[] sorted;

    /** @param delays at least one */
    Delays(List<Long> delays) {
        sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    long count() {
        return sorted.length;
    }

    /** As {@link Sample#quantile}. */
    double quantile(double share) {
        return Sample.quantile(sorted, share);
    }

    /** Of so many beats that were expected, how many fell into each class. */
    List<Long> classes(long expected) {
        long[] counts = new long[CLASSES.size()];
        int last = counts.length - 1;
        for (long delay : sorted) {
            int place = 0;
            for (double limit = SMALLEST; delay >= limit && place < last - 1; limit *= 10) {
                place++;
            }
            counts[place]++;
        }
        counts[last] = expected - sorted.length;
        List<Long> all = new ArrayList<>();
        for (long count : counts) {
            all.add(count);
        }
        return all;
    }
}
