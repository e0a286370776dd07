package dev.spindle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was measured of a contender, round by round. */
final class Standing {
    private final Contender contender;
    private final List<Map<String, Double>> rounds = new ArrayList<>();
    private @Nullable String failure;

    Standing(Contender contender) {
        this.contender = contender;
    }

    Contender contender() {
        return contender;
    }

    void add(Map<String, Double> figures) {
        rounds.add(figures);
    }

    /** Drops what was measured so far. */
    void forget() {
        rounds.clear();
    }

    /** It takes no further part. */
    void fail(Exception cause) {
        Mark.waitIfOver();
        if (failure == null) {
            failure = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        }
    }

    boolean hasFailed() {
        return failure != null;
    }

    @Nullable
    String failure() {
        return failure;
    }

    List<Map<String, Double>> rounds() {
        return rounds;
    }

    /** Of a figure; null when it was never measured. */
    @Nullable
    Spread spread(String name) {
        double[] values = rounds.stream()
                .filter(round -> round.containsKey(name))
                .mapToDouble(round -> round.get(name))
                .sorted()
                .toArray();
        return values.length == 0 ? null : Spread.of(values);
    }

    /** Of all rounds. */
    record Spread(double least, double median, double most) {
        /** Of sorted values, one at least. */
        static Spread of(double... sorted) {
            return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
        }
    }
}
