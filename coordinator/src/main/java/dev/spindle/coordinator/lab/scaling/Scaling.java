package dev.spindle.coordinator.lab.scaling;

import dev.spindle.coordinator.lab.Experiment;
import dev.spindle.coordinator.lab.Figures;
import dev.spindle.coordinator.lab.Findings;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.Turns;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether 200 jobs are done sooner by more hands than there are cores: CPU-bound jobs and jobs that wait, in every execution unit. All
 * cells of a work take turns, so that what disturbs the machine disturbs all of them.
 */
public final class Scaling implements Experiment {
    private static final String QUESTION =
            "Who does many jobs sooner on few cores: threads, processes or coroutines, and how many of them?";

    /** How much is enough. */
    private record Effort(
            long unitNanos,
            long unitMillis,
            boolean everyLevel,
            int warmUps,
            int fewestRounds,
            int mostRounds,
            double seconds,
            int waitingRounds,
            int threads,
            int light) {}

    private static final Effort FULL = new Effort(1_000_000, 1, true, 2000, 3, 9, 12, 4, 200, 10_000);
    private static final Effort QUICK = new Effort(100_000, 1, false, 200, 2, 2, 0, 1, 100, 10_000);

    @Override
    public String name() {
        return "scaling";
    }

    @Override
    public String description() {
        return "200 jobs on few cores: speed-up, contention, memory of every unit";
    }

    @Override
    public Findings run(Setting setting) throws UnmeasuredException, InterruptedException {
        Effort effort = setting.either(QUICK, FULL);
        Work primes = Work.primes(effort.unitNanos());
        Work waiting = Work.waiting(effort.unitMillis());
        List<Cell> cells = new ArrayList<>();
        Map<String, Object> method = new LinkedHashMap<>();
        List<Weight> weights;
        int cores = Runtime.getRuntime().availableProcessors();
        try (Units units = new Units(setting, cores, effort.everyLevel())) {
            long began = System.nanoTime();
            units.awaitAll();
            List<Cell> cpu = cells(units.all(), primes);
            List<Cell> idle = cells(units.all(), waiting);
            units.warmUp(effort.warmUps());
            Turns<Cell> turns = new Turns<>(cpu, Scaling::turn);
            turns.round(); // to warm up
            cpu.forEach(Cell::forget);
            method.put("warmUpSeconds", secondsSince(began));
            method.put("cpu", turns.rounds(effort.fewestRounds(), effort.mostRounds(), effort.seconds()));
            turns = new Turns<>(idle, Scaling::turn);
            method.put("waiting", turns.rounds(effort.waitingRounds(), effort.waitingRounds(), 0));
            began = System.nanoTime();
            weights = units.weights(effort.threads(), effort.light());
            method.put("weighingSeconds", secondsSince(began));
            cells.addAll(cpu);
            cells.addAll(idle);
        }
        Measured measured = new Measured(cores, Work.JOBS, Runtime.version().feature(), Grid.rows(cells), weights);
        method.put("cores", cores);
        method.put("java", measured.java());
        method.put("jobs", Work.JOBS);
        method.put("lengths", Work.lengths());
        method.put("works", List.of(describe(primes, cells), describe(waiting, cells)));
        method.put("memory", weights.stream().map(Weight::json).toList());
        return findings(setting, method, measured);
    }

    private static List<Cell> cells(List<Unit> units, Work work) {
        List<Cell> cells = new ArrayList<>();
        for (Unit unit : units) {
            for (int level : unit.levels()) {
                cells.add(new Cell(unit, work, level));
            }
        }
        return cells;
    }

    private static double secondsSince(long began) {
        return Math.round(Turns.secondsSince(began) * 1e3) / 1e3;
    }

    private static void turn(Cell cell) throws UnmeasuredException, InterruptedException {
        cell.run();
        if (cell.deservesTwoTurns()) {
            cell.run();
        }
    }

    private static Map<String, Object> describe(Work work, List<Cell> cells) {
        Map<String, Object> fields = work.json();
        fields.put("fastestMillis", Grid.byLength(cells, work.kind()));
        return fields;
    }

    private Findings findings(Setting setting, Map<String, Object> method, Measured measured) {
        Pictures pictures = new Pictures(measured);
        return Findings.of(
                this,
                QUESTION,
                setting,
                method,
                measured.rows().stream().map(Row::json).toList(),
                pictures.table(),
                caption(measured),
                Conclusion.of(measured),
                pictures.charts());
    }

    private static String caption(Measured measured) {
        return "How many times sooner " + measured.jobs() + " jobs were done than one after the other, which took "
                + alone(measured, Work.Kind.CPU) + " where they test primes (CPU) and "
                + alone(measured, Work.Kind.WAITING)
                + " where they wait; by how many are under way at once. bound: what"
                + " Amdahl's law, with what threads spend outside of jobs, and a list schedule allow. job, CPU ms: at "
                + measured.past()
                + " at once, how many times longer a job lasts than alone, and the CPU time of all. memory: of a unit"
                + " that waits. (N): in a worker of Java N.";
    }

    private static String alone(Measured measured, Work.Kind work) {
        return measured.row(work, Unit.SEQUENTIAL, 1)
                .map(row -> Figures.time(row.makespan().median()))
                .orElse("unknown");
    }
}
