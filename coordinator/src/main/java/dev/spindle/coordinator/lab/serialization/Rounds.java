package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.lab.Turns;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Lets all trials take turns: first until both processes are warm, then to measure. For one thread. */
final class Rounds {
    /** What rounds take differs by no more than this when warm, as a share of 1. */
    private static final double ALIKE = 0.05;

    /** Once may be chance. */
    private static final int TIMES_ALIKE = 2;

    private final List<Trial<?>> trials;
    private final Turns<Trial<?>> turns;

    /** @param most how often a small payload has its turn in a round */
    Rounds(List<Trial<?>> trials, int most, ExecutorService thread) {
        this.trials = trials;
        this.turns = new Turns<>(trials, trial -> trial.round(most, thread));
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
                turns.round();
                rounds++;
            }
            double level = level();
            alike = Math.abs(level - last) < ALIKE ? alike + 1 : 0;
            last = level;
            trials.forEach(Trial::clear);
        } while (alike < TIMES_ALIKE && Turns.secondsSince(began) < seconds);
        Map<String, Object> fields = Turns.fields(rounds, began);
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
        return turns.rounds(fewest, limit, seconds);
    }

    /** The mean of what the trials' levels are. */
    private double level() {
        return trials.stream().mapToDouble(Trial::level).average().orElse(0);
    }
}
