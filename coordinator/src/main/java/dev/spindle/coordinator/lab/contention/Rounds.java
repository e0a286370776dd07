package dev.spindle.coordinator.lab.contention;

import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.Turns;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets all ways take turns. For one thread. */
final class Rounds {
    /**
     * How much is enough.
     *
     * @param repetitionMillis how long the contenders count, about, each time they begin
     * @param warmUpMillis how long they count before that
     */
    record Effort(int repetitionMillis, int warmUpMillis, int fewestRounds, int mostRounds, double seconds) {}

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Effort effort;
    private final List<Trial> trials = new ArrayList<>();

    Rounds(Effort effort) {
        this.effort = effort;
    }

    /**
     * Tries each way, until its code is compiled; one that cannot be had is noted and left out. The last come first: they have the most
     * code, and it goes on being compiled while the others have their turn.
     */
    void warmUp(List<Way> ways, Setting setting) throws InterruptedException {
        List<Way> lastFirst = new ArrayList<>(ways);
        Collections.reverse(lastFirst);
        for (Way way : lastFirst) {
            Trial trial = new Trial(way);
            try {
                trial.warmUp(effort.repetitionMillis() * NANOS_PER_MILLI, effort.warmUpMillis() * NANOS_PER_MILLI);
                trials.add(trial);
            } catch (UnmeasuredException e) {
                setting.note(e.getMessage() + "; left out");
            }
        }
    }

    /** Returns JSON fields: {@code warmUpMillis}, {@code repetitionMillis}, {@code rounds}, {@code seconds}. */
    Map<String, Object> measure() throws UnmeasuredException, InterruptedException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("warmUpMillis", effort.warmUpMillis());
        fields.put("repetitionMillis", effort.repetitionMillis());
        fields.putAll(new Turns<>(trials, Trial::repeat)
                .rounds(effort.fewestRounds(), effort.mostRounds(), effort.seconds()));
        return fields;
    }

    List<Row> rows() throws UnmeasuredException {
        for (Trial trial : trials) {
            if (trial.kind() == Kind.ONE_THREAD) {
                double alone = trial.median();
                return trials.stream()
                        .sorted(Comparator.comparing(Trial::kind))
                        .map(each -> each.row(alone))
                        .toList();
            }
        }
        throw new UnmeasuredException("not even one thread alone can be measured here", null);
    }
}
