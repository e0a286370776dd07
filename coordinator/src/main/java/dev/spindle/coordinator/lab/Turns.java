package dev.spindle.coordinator.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Lets all that is compared take turns, in an order that changes from round to round: so what the machine does beside is nobody's bad luck
 * alone. For one thread.
 *
 * @param <T> what is compared
 */
public final class Turns<T> {
    private final List<T> order;
    private final Turn<T> turn;
    private final Random random = new Random(1);

    /** Lets one have its turn. */
    @FunctionalInterface
    public interface Turn<T> {
        void of(T each) throws UnmeasuredException, InterruptedException;
    }

    /** Turns of all in {@code compared}, which are not taken yet. */
    public Turns(List<? extends T> compared, Turn<T> turn) {
        this.order = new ArrayList<>(compared);
        this.turn = turn;
    }

    /** Each has one turn. */
    public void round() throws UnmeasuredException, InterruptedException {
        Collections.shuffle(order, random);
        for (T each : order) {
            turn.of(each);
        }
    }

    /**
     * For {@code seconds}, but no fewer rounds than {@code fewest} and no more than {@code most}.
     *
     * @return as {@link #fields}
     */
    public Map<String, Object> rounds(int fewest, int most, double seconds)
            throws UnmeasuredException, InterruptedException {
        long began = System.nanoTime();
        int rounds = 0;
        while (rounds < fewest || (rounds < most && secondsSince(began) < seconds)) {
            round();
            rounds++;
        }
        return fields(rounds, began);
    }

    /** JSON fields: {@code rounds}, and {@code seconds} since {@code began}, which is of {@link System#nanoTime}. */
    public static Map<String, Object> fields(int rounds, long began) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rounds", rounds);
        fields.put("seconds", Math.round(secondsSince(began) * 1e3) / 1e3);
        return fields;
    }

    /** Seconds since {@code began}, which is of {@link System#nanoTime}. */
    public static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
