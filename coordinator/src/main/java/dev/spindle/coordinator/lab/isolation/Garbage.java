package dev.spindle.coordinator.lab.isolation;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Neighbours;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.Turns;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.coordinator.lab.isolation.Pace.Place;
import dev.spindle.worker.lab.Disturb;
import dev.spindle.worker.lab.Neighbour;
import dev.spindle.worker.lab.Steady;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One job computes steadily while its neighbour makes garbage, in the same JVM or in another. As two share the cores as well, a neighbour
 * that only computes is measured too: what differs is the garbage. For one thread.
 */
final class Garbage {
    private static final String HEAP = "128m";

    /** A neighbour somewhere. */
    private record Variant(Place place, Neighbour neighbour) {}

    private static final List<Variant> VARIANTS = List.of(
            new Variant(Place.THREAD, Neighbour.NONE),
            new Variant(Place.THREAD, Neighbour.COMPUTING),
            new Variant(Place.THREAD, Neighbour.GARBAGE),
            new Variant(Place.PROCESS, Neighbour.COMPUTING),
            new Variant(Place.PROCESS, Neighbour.GARBAGE));

    private final long warmUpMillis;
    private final long millis;

    /**
     * @param warmUpMillis of each variant, each time
     * @param millis that each is measured, each time
     */
    Garbage(long warmUpMillis, long millis) {
        this.warmUpMillis = warmUpMillis;
        this.millis = millis;
    }

    List<Pace> measure(int rounds, Setting setting) throws UnmeasuredException, InterruptedException {
        Map<Variant, List<Steady.Lap>> steps = new LinkedHashMap<>();
        VARIANTS.forEach(variant -> steps.put(variant, new ArrayList<>())); // in this order
        try (WorkerPool pool = setting.pool()
                .workers(2)
                .retries(0)
                .heap(HEAP)
                .tasks(Steady.class, Disturb.class)
                .build()) {
            Turns<Variant> turns =
                    new Turns<>(VARIANTS, variant -> steps.computeIfAbsent(variant, each -> new ArrayList<>())
                            .add(lap(variant, pool)));
            for (int round = 0; round < rounds; round++) {
                turns.round();
            }
        }
        List<Pace> paces = new ArrayList<>();
        steps.forEach((variant, each) -> paces.add(Pace.of(variant.place(), variant.neighbour(), each)));
        return paces;
    }

    private Steady.Lap lap(Variant variant, WorkerPool pool) throws UnmeasuredException, InterruptedException {
        if (variant.place() == Place.THREAD) {
            return steady(pool, variant.neighbour());
        }
        try (Neighbours busy = Neighbours.begin(pool, variant.neighbour(), 1)) {
            return steady(pool, Neighbour.NONE);
        }
    }

    private Steady.Lap steady(WorkerPool pool, Neighbour inThread) throws UnmeasuredException, InterruptedException {
        JobOutcome<String> outcome = pool.submit(Steady.class, new Steady.Order(warmUpMillis, millis, inThread).text())
                .outcome();
        if (outcome instanceof JobOutcome.Succeeded<String> succeeded) {
            return Steady.Lap.of(succeeded.result());
        }
        throw new UnmeasuredException("a steady job beside " + inThread.label() + ": " + outcome, null);
    }
}
