package dev.spindle.coordinator.lab.isolation;

import dev.spindle.coordinator.lab.Sample;
import dev.spindle.coordinator.lab.Spread;
import dev.spindle.worker.lab.Neighbour;
import dev.spindle.worker.lab.Steady;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a job fared that does the same short computation over and over, beside a neighbour. Immutable.
 *
 * @param samples how many computations were measured
 * @param perSecond how many it did in a second
 * @param step what one took
 * @param worst the longest of a round, over the rounds
 * @param collections of garbage in its JVM
 * @param paused how much of the time these took, as a share of 1
 */
record Pace(
        Place place,
        Neighbour neighbour,
        int samples,
        double perSecond,
        Spread step,
        Spread worst,
        long collections,
        double paused) {
    /** Where the neighbour is. */
    enum Place {
        /** In another thread of the same JVM. */
        THREAD,
        /** In another worker. */
        PROCESS;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What comes of a variant's rounds. */
    static Pace of(Place place, Neighbour neighbour, List<Steady.Lap> rounds) {
        Sample steps = new Sample();
        Sample worst = new Sample();
        int samples = 0;
        double nanos = 0;
        for (Steady.Lap round : rounds) {
            long longest = 0;
            for (long each : round.nanos()) {
                steps.add(each);
                longest = Math.max(longest, each);
                nanos += each;
            }
            samples += round.nanos().size();
            worst.add(longest);
        }
        long collections = rounds.stream().mapToLong(Steady.Lap::collections).sum();
        double paused = rounds.stream().mapToLong(Steady.Lap::pausedMillis).sum() * 1e6 / nanos;
        return new Pace(
                place,
                neighbour,
                samples,
                samples / nanos * 1e9,
                steps.spread(),
                worst.spread(),
                collections,
                Math.min(1, paused));
    }

    boolean is(Place where, Neighbour who) {
        return place == where && neighbour == who;
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("place", place.label());
        fields.put("neighbour", neighbour.label());
        fields.put("samples", samples);
        fields.put("perSecond", Math.round(perSecond * 1e2) / 1e2);
        fields.put("stepMicros", step.micros());
        fields.put("worstMicros", worst.micros());
        fields.put("collections", collections);
        fields.put("pausedPercent", Math.round(paused * 1e4) / 1e2);
        return fields;
    }
}
