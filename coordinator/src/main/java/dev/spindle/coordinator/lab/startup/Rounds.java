package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.Turns;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets all ways take turns. For one thread. */
final class Rounds {
    /**
     * How much is enough.
     *
     * @param warmUpMillis how long each way takes turns before it counts, one turn at least
     */
    record Effort(int warmUpMillis, int fewestRounds, int mostRounds, double seconds) {}

    private record Trial(Way way, Times times) {}

    private final Effort effort;
    private final List<Trial> trials = new ArrayList<>();

    Rounds(Effort effort) {
        this.effort = effort;
    }

    /** Tries each way, until its code is compiled; one that cannot be had is noted and left out. */
    void warmUp(List<Way> ways, Setting setting) throws InterruptedException {
        for (Way way : ways) {
            Times forgotten = new Times();
            long began = System.nanoTime();
            try {
                do {
                    way.turn(forgotten);
                } while (Turns.secondsSince(began) * 1e3 < effort.warmUpMillis());
                trials.add(new Trial(way, new Times()));
            } catch (UnmeasuredException e) {
                setting.note(e.getMessage() + "; left out");
            }
        }
    }

    /** Returns JSON fields: {@code warmUpMillis}, {@code rounds}, {@code seconds}. */
    Map<String, Object> measure() throws UnmeasuredException, InterruptedException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("warmUpMillis", effort.warmUpMillis());
        fields.putAll(new Turns<Trial>(trials, trial -> trial.way().turn(trial.times()))
                .rounds(effort.fewestRounds(), effort.mostRounds(), effort.seconds()));
        return fields;
    }

    List<Row> rows() {
        return trials.stream().map(trial -> Row.of(trial.way(), trial.times())).toList();
    }
}
