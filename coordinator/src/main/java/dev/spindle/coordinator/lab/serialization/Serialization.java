package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.Transport;
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
 * What a job's data costs on its way to a worker process, by size, shape and transport. Encoding and decoding are measured in this
 * process, with the classes that coordinator and worker use; the transport is what both ends recorded of real jobs. All ways of all
 * payloads take turns, in an order that changes from round to round, so that what disturbs the machine disturbs all of them; the largest
 * payloads have rounds of their own, fewer of them. One payload is on its way at a time.
 */
public final class Serialization implements Experiment {
    private static final String QUESTION =
            "What does it cost to hand a job's data to another process, instead of a reference to a thread?";
    private static final String CAPTION = "Medians in µs; bytes of JSON, over pipes unless another transport stands"
            + " there. transport: to the worker. job: there and back with the same data. parts: what"
            + " explains the job: encode and decode twice, both transports, thread once; the rest is the pool's own"
            + " work and threads that wait to be woken. thread: the reference to a thread and back. ratio: job to"
            + " thread. encode and decode were measured in this process, with the worker's code.";

    private static final int LARGEST = 16 << 20;
    /** Larger payloads would take most of the time, and need fewer rounds to be told from chance. */
    private static final int LARGE = 4 << 20;
    /** What the largest payload needs of this JVM, in all its forms together. */
    private static final long HEAP_FOR_LARGEST = 768L << 20;

    private static final int DOUBLES = 100_000;

    /** How much is enough. */
    private record Effort(
            List<Integer> sizes,
            int mostTimes,
            int roundsAtOnce,
            double warmUpSeconds,
            int fewestRounds,
            int mostRounds,
            double seconds,
            double largeSeconds) {}

    private static final Effort FULL =
            new Effort(List.of(1, 1 << 10, 1 << 16, 1 << 20, LARGEST), 16, 2, 6, 5, 100, 8, 8);
    private static final Effort QUICK = new Effort(List.of(1, 1 << 10, 1 << 18), 32, 1, 1, 2, 10, 0.8, 0);
    private static final int FEWEST_LARGE = 3;

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
        List<Payload<?>> payloads = new ArrayList<>(Payloads.of(affordable(effort.sizes(), setting)));
        payloads.add(Payloads.doublesByCount(DOUBLES));
        List<Trial<?>> trials = new ArrayList<>();
        Map<String, Object> method = new LinkedHashMap<>();
        List<Refusals.Refusal> refusals;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Routes routes = new Routes(setting, payloads);
        try (routes) {
            trials.addAll(trials(payloads, routes));
            measure(effort, trials, thread, method);
            refusals = Refusals.by(routes.forShapes());
        } finally {
            thread.shutdownNow();
        }
        method.put("refusals", refusals.stream().map(Refusals.Refusal::json).toList());
        return findings(setting, method, rows(trials, routes.wires()), refusals);
    }

    private static List<Integer> affordable(List<Integer> sizes, Setting setting) {
        if (sizes.contains(LARGEST) && Runtime.getRuntime().maxMemory() < HEAP_FOR_LARGEST) {
            setting.note("16 MiB are left out: the heap of this JVM is smaller than " + (HEAP_FOR_LARGEST >> 20)
                    + " MiB; SPINDLE_JAVA_OPTS=-Xmx1g makes it larger where there is memory");
            return sizes.subList(0, sizes.size() - 1);
        }
        return sizes;
    }

    /** Transports do not look into what they carry: strings tell what each takes. */
    private static List<Trial<?>> trials(List<Payload<?>> payloads, Routes routes) {
        MessageWriter writer = new MessageWriter();
        List<Trial<?>> trials = new ArrayList<>();
        for (Payload<?> payload : payloads) {
            if (payload.value() instanceof String) {
                routes.forStrings()
                        .forEach((transport, pool) -> trials.add(new Trial<>(payload, transport, pool, writer)));
            } else {
                trials.add(new Trial<>(payload, Transport.PIPE, routes.forShapes(), writer));
            }
        }
        return trials;
    }

    private static void measure(
            Effort effort, List<Trial<?>> trials, ExecutorService thread, Map<String, Object> method)
            throws UnmeasuredException, InterruptedException {
        List<Trial<?>> large =
                trials.stream().filter(trial -> trial.bytes() > LARGE).toList();
        List<Trial<?>> usual =
                trials.stream().filter(trial -> trial.bytes() <= LARGE).toList();
        Rounds rounds = new Rounds(usual, effort.mostTimes(), thread);
        method.put("warmUp", rounds.warmUp(effort.roundsAtOnce(), effort.warmUpSeconds()));
        method.put("measurement", rounds.measure(effort.fewestRounds(), effort.mostRounds(), effort.seconds()));
        if (!large.isEmpty()) {
            Rounds few = new Rounds(large, 1, thread);
            few.check();
            few.check(); // by now all have the memory that they need
            method.put("large", few.measure(FEWEST_LARGE, effort.mostRounds(), effort.largeSeconds()));
        }
    }

    private static List<Row> rows(List<Trial<?>> trials, Map<WorkerPool, Wire> wires) throws UnmeasuredException {
        List<Row> rows = new ArrayList<>();
        for (Trial<?> trial : trials) {
            rows.add(trial.row(wires));
        }
        return rows;
    }

    private Findings findings(
            Setting setting, Map<String, Object> method, List<Row> rows, List<Refusals.Refusal> refusals) {
        return Findings.of(
                this,
                QUESTION,
                setting,
                method,
                rows.stream().map(Row::json).toList(),
                new Table(Row.COLUMNS, rows.stream().map(Row::cells).toList()),
                CAPTION,
                Conclusion.of(rows, refusals),
                Pictures.of(rows));
    }
}
