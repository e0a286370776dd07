package dev.spindle.coordinator.lab.preemption;

import dev.spindle.coordinator.lab.Turns;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.Beats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lets all variants take turns. For one thread. */
final class Rounds {
    private final int many;
    private final List<Trial> trials = new ArrayList<>();

    /** Measures one kind beside so many busy neighbours. */
    @FunctionalInterface
    interface Measure {
        Beats.Rhythm beside(int busy) throws UnmeasuredException, InterruptedException;
    }

    private record Trial(Variant variant, Measure measure, List<Beats.Rhythm> rhythms) {}

    /** @param many more neighbours than cores */
    Rounds(int many) {
        this.many = many;
    }

    /** Alone, beside one, and beside many. */
    void add(Kind kind, int java, Measure measure) {
        add(kind, java, List.of(0, 1, many), measure);
    }

    void add(Kind kind, int java, List<Integer> busy, Measure measure) {
        for (int each : busy) {
            trials.add(new Trial(new Variant(kind, java, each), measure, new ArrayList<>()));
        }
    }

    /** By kind, and by the number of neighbours. */
    List<Row> run(int rounds) throws UnmeasuredException, InterruptedException {
        Turns<Trial> turns = new Turns<>(trials, trial -> trial.rhythms()
                .add(trial.measure().beside(trial.variant().busy())));
        for (int round = 0; round < rounds; round++) {
            turns.round();
        }
        return trials.stream()
                .sorted(Comparator.<Trial, Kind>comparing(
                                trial -> trial.variant().kind())
                        .thenComparing(trial -> trial.variant().busy()))
                .map(trial -> Row.of(trial.variant(), trial.rhythms()))
                .toList();
    }
}
