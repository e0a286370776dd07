package dev.spindle.coordinator.lab.contention;

import dev.spindle.coordinator.lab.Sample;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Lets the contenders of one way begin together, again and again, and keeps what came of it. For one thread. */
final class Trial {
    private static final long FIRST_EACH = 100;

    /** So much faster may code become at once when it is compiled. */
    private static final double MOST_GROWTH = 16;

    /** The middle one of so many does not tell of a moment at which another program ran. */
    private static final int COMPARED = 5;

    private final Way way;
    private long each = FIRST_EACH;
    private long counted;
    private final Sample picos = new Sample();

    Trial(Way way) {
        this.way = way;
    }

    Kind kind() {
        return way.kind();
    }

    /** Counts for {@code warmUpNanos}, so that the code is compiled, and finds out how many increments take {@code nanos}. */
    void warmUp(long nanos, long warmUpNanos) throws UnmeasuredException, InterruptedException {
        way.count(1); // workers start
        Deque<Double> last = new ArrayDeque<>();
        long began = System.nanoTime();
        while (last.size() < COMPARED || System.nanoTime() - began < warmUpNanos) {
            last.add((double) Math.max(1, way.count(each).nanos()) / each);
            if (last.size() > COMPARED) {
                last.remove();
            }
            each = Math.max(1, Math.round(Math.min(MOST_GROWTH * each, nanos / middle(last))));
        }
    }

    private static double middle(Collection<Double> numbers) {
        return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElseThrow();
    }

    void repeat() throws UnmeasuredException, InterruptedException {
        Way.Count count = way.count(each);
        counted += count.counted();
        picos.add(Math.round(1e3 * count.nanos() / (each * way.contenders())));
    }

    /** Of an increment, in nanoseconds. */
    double median() {
        return picos.spread().median() / 1e3;
    }

    /** @param alone what an increment of a thread alone takes, in nanoseconds */
    Row row(double alone) {
        long expected = each * way.contenders() * picos.size();
        return Row.of(kind(), way.contenders(), picos.size(), expected, counted, picos, alone);
    }
}
