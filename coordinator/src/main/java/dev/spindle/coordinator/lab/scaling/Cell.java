package dev.spindle.coordinator.lab.scaling;

import dev.spindle.coordinator.lab.Sample;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One unit at one work, so many jobs at a time: does it again and again, and keeps what it took. For one thread. */
final class Cell {
    private final Unit unit;
    private final Work work;
    private final int atOnce;
    private final List<Shift> shifts = new ArrayList<>();

    Cell(Unit unit, Work work, int atOnce) {
        this.unit = unit;
        this.work = work;
        this.atOnce = atOnce;
    }

    Unit unit() {
        return unit;
    }

    Work work() {
        return work;
    }

    int atOnce() {
        return atOnce;
    }

    List<Shift> shifts() {
        return shifts;
    }

    /** Whether others are compared with it, and it is easily disturbed. */
    boolean deservesTwoTurns() {
        return unit.name().equals(Unit.SEQUENTIAL) && work.kind() == Work.Kind.CPU;
    }

    /** Once. */
    void run() throws UnmeasuredException, InterruptedException {
        shifts.add(unit.hands().work(work.loads(), atOnce));
    }

    void forget() {
        shifts.clear();
    }

    Sample makespans() {
        Sample sample = new Sample();
        shifts.forEach(shift -> sample.add(shift.nanos()));
        return sample;
    }

    /** How long a job took on average: the median of the times it was done. */
    double jobNanos() {
        Sample means = new Sample();
        shifts.forEach(
                shift -> means.add(Math.round(sum(shift) / shift.jobNanos().size())));
        return means.spread().median();
    }

    /** On average; {@link Shift#UNKNOWN} where the system did not tell. */
    double cpuNanos() {
        if (shifts.stream().anyMatch(shift -> shift.cpuNanos() == Shift.UNKNOWN)) {
            return Shift.UNKNOWN;
        }
        return shifts.stream().mapToLong(Shift::cpuNanos).average().orElse(Shift.UNKNOWN);
    }

    /** What part of the time passed outside of jobs, from 0 to 1, in the middle of the rounds: makes sense with one job at a time. */
    double serialShare() {
        Sample outside = new Sample(); // in billionths
        shifts.forEach(shift -> outside.add(Math.round(1e9 * Math.max(0, 1 - sum(shift) / shift.nanos()))));
        return outside.spread().median() / 1e9;
    }

    /** The fastest job of each nominal length, in milliseconds to the microsecond: for a unit that ends jobs in their order. */
    Map<Integer, Double> fastestMillis() {
        List<Integer> lengths = Work.lengths();
        Map<Integer, Double> fastest = new TreeMap<>();
        for (Shift shift : shifts) {
            for (int job = 0; job < lengths.size(); job++) {
                double millis = Math.round(shift.jobNanos().get(job) / 1e3) / 1e3;
                fastest.merge(lengths.get(job), millis, Math::min);
            }
        }
        return fastest;
    }

    private static double sum(Shift shift) {
        return shift.jobNanos().stream().mapToLong(nanos -> nanos).sum();
    }
}
