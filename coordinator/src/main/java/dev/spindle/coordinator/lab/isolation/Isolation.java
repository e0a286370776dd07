package dev.spindle.coordinator.lab.isolation;

import dev.spindle.coordinator.lab.Experiment;
import dev.spindle.coordinator.lab.Findings;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.Table;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What is left of other jobs when one misbehaves, in threads of one JVM and in worker processes: the same jobs in the same order, and the
 * same code that goes wrong. The threads are those of a worker's JVM, a new one for each misbehaviour, which may end with it.
 */
public final class Isolation implements Experiment {
    private static final String QUESTION =
            "What is left when one of many jobs misbehaves: in a thread, and in a worker process?";
    private static final String CAPTION = "in a thread, in a process: other jobs that came back with the right answer,"
            + " half of them submitted beside the one that misbehaves, half when it had ended or was given up. threads,"
            + " workers: how many of the pool take jobs afterwards. JVM, its worker: what became of the process in which"
            + " the misbehaviour was. For corrupted state each worker has one job only (recycled); what happens where it is"
            + " kept is said below.";

    /** How much is enough. */
    private record Effort(
            int rounds, int others, long limitMillis, int garbageRounds, long garbageWarmUp, long garbageMillis) {}

    private static final Effort FULL = new Effort(3, 12, 400, 4, 100, 400);
    private static final Effort QUICK = new Effort(1, 4, 100, 1, 10, 90);

    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public String description() {
        return "what is left when a job misbehaves, in a thread and in a process";
    }

    @Override
    public Findings run(Setting setting) throws UnmeasuredException, InterruptedException {
        Effort effort = setting.either(QUICK, FULL);
        Trouble trouble = new Trouble(effort.others(), Duration.ofMillis(effort.limitMillis()));
        Rounds rounds = new Rounds(trouble);
        for (int round = 0; round < effort.rounds(); round++) {
            rounds.run(new Random(round), setting);
        }
        List<Pace> paces =
                new Garbage(effort.garbageWarmUp(), effort.garbageMillis()).measure(effort.garbageRounds(), setting);
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("rounds", effort.rounds());
        method.put("slotsBefore", Trouble.SLOTS);
        method.put("heap", Trouble.HEAP);
        method.put("limitMillis", effort.limitMillis());
        method.put("graceMillis", Trouble.GRACE.toMillis());
        method.put("withoutRecycling", rounds.kept().json());
        method.put("garbage", paces.stream().map(Pace::json).toList());
        List<Row> rows = rounds.rows();
        return Findings.of(
                this,
                QUESTION,
                setting,
                method,
                rows.stream().map(Row::json).toList(),
                new Table(Row.COLUMNS, rows.stream().map(Row::cells).toList()),
                CAPTION,
                Conclusion.of(rows, rounds.kept(), paces),
                Pictures.of(rows, paces));
    }
}
