package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Experiment;
import dev.spindle.coordinator.lab.Findings;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.Table;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.protocol.codec.MessageWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a job's data costs on its way to a worker process, by size and shape. Encoding and decoding are measured in this process, with
 * the classes that coordinator and worker use; the transport is what both ends of the pipe recorded of real jobs. All ways of all
 * payloads take turns, in an order that changes from round to round, so that what disturbs the machine disturbs all of them. One payload
 * is on its way at a time.
 */
public final class Serialization implements Experiment {
    private static final String QUESTION =
            "What does it cost to hand a job's data to another process, instead of a reference to a thread?";
    private static final String CAPTION = "Medians in µs; bytes of JSON. transport: to the worker. job: there and back"
            + " with the same data. parts: what explains the job: encode and decode twice, both transports, thread"
            + " once; the rest is the pool's own work and threads that wait to be woken. thread: the reference to a"
            + " thread and back. ratio: job to thread. encode and decode were measured in this process, with the"
            + " worker's code.";

    /** How much is enough. */
    private record Effort(
            List<Integer> sizes,
            int mostTimes,
            int roundsAtOnce,
            double warmUpSeconds,
            int fewestRounds,
            int mostRounds,
            double seconds) {}

    private static final Effort FULL = new Effort(List.of(1, 16, 1 << 10, 1 << 16, 1 << 20), 16, 4, 15, 5, 100, 20);
    private static final Effort QUICK = new Effort(List.of(1, 1 << 10, 1 << 20), 64, 1, 2, 2, 10, 1.5);

    @Override
    public String name() {
        return "serialization";
    }

    @Override
    public String description() {
        return "what data costs on its way to a worker, against a thread";
    }

    @Override
    public Findings run(Setting setting) throws UnmeasuredException, InterruptedException {
        Effort effort = setting.either(QUICK, FULL);
        List<Trial<?>> trials = new ArrayList<>();
        MessageWriter writer = new MessageWriter();
        PoolBuilder builder = setting.pool().workers(1).retries(0).recordWire();
        for (Payload<?> payload : Payloads.of(effort.sizes())) {
            trials.add(new Trial<>(payload, writer));
            builder.tasks(payload.task());
        }
        Map<String, Object> method = new LinkedHashMap<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        WorkerPool pool = builder.build();
        try (pool) {
            Rounds rounds = new Rounds(trials, effort.mostTimes(), pool, thread);
            method.put("warmUp", rounds.warmUp(effort.roundsAtOnce(), effort.warmUpSeconds()));
            method.put("measurement", rounds.measure(effort.fewestRounds(), effort.mostRounds(), effort.seconds()));
        } finally {
            thread.shutdownNow();
        }
        Wire wire = new Wire(pool.crossings());
        List<Row> rows = new ArrayList<>();
        for (Trial<?> trial : trials) {
            rows.add(trial.row(wire));
        }
        return findings(setting, method, rows);
    }

    private Findings findings(Setting setting, Map<String, Object> method, List<Row> rows) {
        return Findings.of(
                this,
                QUESTION,
                setting,
                method,
                rows.stream().map(Row::json).toList(),
                new Table(Row.COLUMNS, rows.stream().map(Row::cells).toList()),
                CAPTION,
                Conclusion.of(rows),
                List.of());
    }
}
