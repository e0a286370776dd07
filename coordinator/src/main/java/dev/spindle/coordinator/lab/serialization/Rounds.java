package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;

/** Lets all trials take turns: first until both processes are warm, then to measure. For one thread. */
final class Rounds {
    /** What rounds take differs by no more than this when warm, as a share of 1. */
    private static final double ALIKE = 0.05;

    /** Once may be chance. */
    private static final int TIMES_ALIKE = 2;

    private final List<Trial<?>> trials;
    private final int most;
    private final ExecutorService thread;
    private final Random random = new Random(1);

    /** @param most how often a small payload has its turn in a round */
    Rounds(List<Trial<?>> trials, int most, ExecutorService thread) {
        this.trials = new ArrayList<>(trials);
        this.most = most;
        this.thread = thread;
    }

    /**
     * Until rounds no longer become faster, or for {@code seconds}; what was measured is forgotten.
     *
     * @param atOnce how many rounds make a figure that can be compared
     * @return JSON fields: {@code rounds}, {@code seconds}, and {@code stable} unless the time ended it
     */
    Map<String, Object> warmUp(int atOnce, double seconds) throws UnmeasuredException, InterruptedException {
        long began = System.nanoTime();
        check();
        int rounds = 0;
        int alike = 0;
        double last = Double.NaN;
        do {
            for (int i = 0; i < atOnce; i++) {
                round();
                rounds++;
            }
            double level = level();
            alike = Math.abs(level - last) < ALIKE ? alike + 1 : 0;
            last = level;
            trials.forEach(Trial::clear);
        } while (alike < TIMES_ALIKE && secondsSince(began) < seconds);
        Map<String, Object> fields = fields(rounds, began);
        fields.put("stable", alike == TIMES_ALIKE);
        return fields;
    }

    /** One job of each trial, which must return its input; that is all the warming up there is time for where payloads are large. */
    void check() throws UnmeasuredException, InterruptedException {
        for (Trial<?> trial : trials) {
            trial.check();
        }
    }

    /**
     * For {@code seconds}, but no fewer rounds than {@code fewest} and no more than {@code limit}.
     *
     * @return JSON fields: {@code rounds}, {@code seconds}
     */
    Map<String, Object> measure(int fewest, int limit, double seconds)
            throws UnmeasuredException, InterruptedException {
        long began = System.nanoTime();
        int rounds = 0;
        while (rounds < fewest || (rounds < limit && secondsSince(began) < seconds)) {
            round();
            rounds++;
        }
        return fields(rounds, began);
    }

    private void round() throws UnmeasuredException, InterruptedException {
        Collections.shuffle(trials, random);
        for (Trial<?> trial : trials) {
            trial.round(most, thread);
        }
    }

    /** The mean of what the trials' levels are. */
    private double level() {
        return trials.stream().mapToDouble(Trial::level).average().orElse(0);
    }

    private static Map<String, Object> fields(int rounds, long began) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rounds", rounds);
        fields.put("seconds", Math.round(secondsSince(began) * 1e3) / 1e3);
        return fields;
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
