package dev.spindle.coordinator.lab.preemption;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Experiment;
import dev.spindle.coordinator.lab.Findings;
import dev.spindle.coordinator.lab.Jdk;
import dev.spindle.coordinator.lab.ModernJava;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.Table;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.Disturb;
import dev.spindle.worker.lab.Heartbeat;
import dev.spindle.worker.lab.Heartbeat.Threads;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far busy neighbours delay a heartbeat that is due every 10 ms: with none, with one, and with more than there are cores. All variants
 * take turns, in an order that changes from round to round. And once a whole process is frozen beside it.
 */
public final class Preemption implements Experiment {
    private static final String QUESTION =
            "How far does a busy neighbour delay a heartbeat that is due every 10 ms, and what does a frozen one?";
    private static final String CAPTION =
            "busy: neighbours that loop and never wait, of the heartbeat's own kind. beats:"
                    + " how many were due. missed: did not come because one before was so late. median, p99, worst: how late"
                    + " those came that did, in ms.";

    /** More are not kept busy, however many cores there are. */
    private static final int MOST_BUSY = 9;

    /** How much is enough. */
    private record Effort(int rounds, Pulse pulse, Duration silence, Pulse besideFrozen) {}

    private static final Effort FULL = new Effort(3, new Pulse(1000), Duration.ofSeconds(1), new Pulse(2000));
    private static final Effort QUICK = new Effort(1, new Pulse(250), Duration.ofMillis(500), new Pulse(1000));

    @Override
    public String name() {
        return "preemption";
    }

    @Override
    public String description() {
        return "how far a busy neighbour delays a 10 ms heartbeat";
    }

    @Override
    public Findings run(Setting setting) throws UnmeasuredException, InterruptedException {
        Effort effort = setting.either(QUICK, FULL);
        int cores = Runtime.getRuntime().availableProcessors();
        int many = Math.min(cores + 1, MOST_BUSY);
        if (many <= cores) {
            setting.note("no more than " + many + " neighbours are busy, fewer than this machine has cores");
        }
        List<Row> rows = rows(effort, many, setting);
        Frozen frozen = Frozen.measure(
                        effort.besideFrozen(), effort.silence(), Jdk.own().feature(), setting)
                .orElse(null);
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("periodMillis", Pulse.PERIOD_MILLIS);
        method.put("millis", effort.pulse().millis());
        method.put("rounds", effort.rounds());
        method.put("delayClassesMillis", Delays.CLASSES);
        if (frozen != null) {
            method.put("frozen", frozen.json());
        }
        return Findings.of(
                this,
                QUESTION,
                setting,
                method,
                rows.stream().map(Row::json).toList(),
                new Table(Row.COLUMNS, rows.stream().map(Row::cells).toList()),
                CAPTION,
                Conclusion.of(rows, frozen),
                Pictures.of(rows));
    }

    /** Virtual threads are measured in a worker with a newer JDK where this one has none. */
    private static List<Row> rows(Effort effort, int many, Setting setting)
            throws UnmeasuredException, InterruptedException {
        int java = Jdk.own().feature();
        Rounds rounds = new Rounds(many);
        try (WorkerPool pool = pool(setting, many).workers(1 + many).build();
                ModernJava modern =
                        ModernJava.find(pool(setting, many).workers(1), setting).orElse(null)) {
            InWorkers here = new InWorkers(effort.pulse(), pool);
            rounds.add(Kind.COROUTINE, java, List.of(0, 1), busy -> OnLoop.measure(effort.pulse(), busy));
            rounds.add(Kind.THREAD, java, busy -> here.besideThreads(Threads.PLATFORM, busy));
            rounds.add(Kind.PROCESS, java, here::besideProcesses);
            if (modern != null) {
                InWorkers there = new InWorkers(effort.pulse(), modern.pool());
                rounds.add(Kind.VIRTUAL, modern.jdk().feature(), busy -> there.besideThreads(Threads.VIRTUAL, busy));
            }
            return rounds.run(effort.rounds());
        }
    }

    /** Each JVM has as many carriers of virtual threads as one busy neighbour fewer than there may be. */
    private static PoolBuilder pool(Setting setting, int many) {
        return setting.pool()
                .retries(0)
                .jvmArguments(List.of("-XX:ActiveProcessorCount=" + (many - 1)))
                .tasks(Heartbeat.class, Disturb.class);
    }
}
