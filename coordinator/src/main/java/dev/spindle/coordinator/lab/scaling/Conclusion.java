package dev.spindle.coordinator.lab.scaling;

import static dev.spindle.coordinator.lab.Prose.listed;

import dev.spindle.coordinator.lab.Figures;
import dev.spindle.coordinator.lab.Prose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What follows from what was measured, whatever that is: no sentence assumes an order of the figures. */
final class Conclusion {
    /** Speeds nearer to each other than this differ by chance. */
    private static final double SAME = 1.15;

    private final Measured measured;

    private Conclusion(Measured measured) {
        this.measured = measured;
    }

    static List<String> of(Measured measured) {
        Conclusion conclusion = new Conclusion(measured);
        List<String> sentences = new ArrayList<>();
        sentences.add(conclusion.speedups());
        conclusion.structure().ifPresent(sentences::add);
        conclusion.contention().ifPresent(sentences::add);
        sentences.add(conclusion.waiting());
        conclusion.memory().ifPresent(sentences::add);
        conclusion.noGlobalLock().ifPresent(sentences::add);
        return sentences;
    }

    private String speedups() {
        return "CPU-bound work, " + measured.full() + (measured.full() == 1 ? " job" : " jobs")
                + " at once, is sped up " + listing(Work.Kind.CPU, measured.full()) + ".";
    }

    /** What the jobs allow, and how much of it came about. */
    private Optional<String> structure() {
        List<Row> rows = parallel(measured.full());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Double> amdahl = rows.stream().map(Row::amdahl).sorted().toList();
        return Optional.of("The structure of the jobs allows "
                + Figures.of(rows.get(0).schedule()) + " times, Amdahl's law "
                + Prose.range(Figures.of(amdahl.get(0)), Figures.of(amdahl.get(amdahl.size() - 1)))
                + ": of the lower of both the execution got to "
                + listed(rows.stream()
                        .sorted(Comparator.comparingDouble((Row row) -> -share(row)))
                        .map(row -> Figures.percent(share(row)) + " in " + label(row))
                        .toList())
                + ".");
    }

    private static double share(Row row) {
        return row.speedup() / Math.min(row.amdahl(), row.schedule());
    }

    /** What becomes of CPU-bound jobs when there are more of them than cores. */
    private Optional<String> contention() {
        int past = measured.past();
        List<Row> rows = measured.at(Work.Kind.CPU, past).stream()
                .filter(row -> row.lanes() < past && before(row).isPresent())
                .filter(row -> !row.unit().equals(Unit.COROUTINES))
                .toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<String> gains = rows.stream()
                .filter(row -> row.speedup() > SAME * before(row).orElseThrow().speedup())
                .map(row -> label(row) + " ("
                        + Figures.of(before(row).orElseThrow().speedup()) + " to " + Figures.of(row.speedup()) + ")")
                .toList();
        return Optional.of("With " + past + " at once, more than cores, a job lasts "
                + listed(rows.stream()
                        .sorted(Comparator.comparingDouble(Row::slowdown))
                        .map(row -> Figures.of(row.slowdown()) + " times as long as alone in " + label(row))
                        .toList())
                + ", and " + (gains.isEmpty() ? "none of these gets done sooner" : "sooner done are " + listed(gains))
                + ".");
    }

    private Optional<Row> before(Row row) {
        return measured.row(row.work(), row.unit(), measured.full());
    }

    private String waiting() {
        int past = measured.past();
        String sentence =
                "Waiting needs no core: " + past + " jobs at once are sped up " + listing(Work.Kind.WAITING, past);
        List<Row> all = measured.at(Work.Kind.WAITING, measured.jobs());
        return all.isEmpty() || past == measured.jobs()
                ? sentence + "."
                : sentence + "; all " + measured.jobs() + " at once " + listing(Work.Kind.WAITING, measured.jobs())
                        + ", where the longest job allows "
                        + Figures.of(all.get(0).schedule()) + ".";
    }

    private Optional<String> memory() {
        List<Weight> byWeight = measured.weights().stream()
                .sorted(Comparator.comparingLong(Weight::bytes))
                .toList();
        if (byWeight.isEmpty()) {
            return Optional.empty();
        }
        Weight least = byWeight.get(0);
        Weight most = byWeight.get(byWeight.size() - 1);
        String sentence = "In memory "
                + listed(byWeight.stream()
                        .map(each -> measured.label(each.unit())
                                + (each.equals(least) ? " take " : " ")
                                + Figures.bytes(each.bytes())
                                + (each.equals(least) ? " each" : ""))
                        .toList());
        return Optional.of(
                byWeight.size() == 1 || least.bytes() == 0
                        ? sentence + "."
                        : sentence + ": one of the last is as much as "
                                + Figures.of((double) most.bytes() / least.bytes()) + " of the first.");
    }

    /** What the textbook says of Python's threads, and what was measured of Java's. */
    private Optional<String> noGlobalLock() {
        Optional<Row> threads = measured.row(Work.Kind.CPU, Unit.THREADS, measured.full());
        if (threads.isEmpty()) {
            return Optional.empty();
        }
        double speedup = threads.get().speedup();
        String sped = " sped CPU-bound work up " + Figures.of(speedup) + " times on " + cores();
        if (speedup < SAME) {
            return Optional.of("Java has no global lock, but here that shows nothing: threads" + sped
                    + ", as they might under one"
                    + measured.row(Work.Kind.CPU, Unit.PROCESSES, measured.full())
                            .map(row -> ", and processes, which none would hold back, " + Figures.of(row.speedup())
                                    + " times")
                            .orElse("")
                    + ".");
        }
        return Optional.of("Java has no global lock: threads" + sped + processes()
                + ". Under one, as in the textbook's figures for CPython (not measured here), threads would have stayed"
                + " near 1" + coroutines() + ".");
    }

    private String processes() {
        return measured.row(Work.Kind.CPU, Unit.PROCESSES, measured.full())
                .map(row -> row.speedup() < SAME
                        ? ", processes " + Figures.of(row.speedup()) + " times"
                        : ", as processes did (" + Figures.of(row.speedup()) + ")")
                .orElse("");
    }

    private String coroutines() {
        return measured.row(Work.Kind.CPU, Unit.COROUTINES, measured.full())
                .filter(row -> row.speedup() < SAME)
                .map(row -> ", as coroutines do in one thread (" + Figures.of(row.speedup()) + ")")
                .orElse("");
    }

    private String cores() {
        return measured.cores() == 1 ? "1 core" : measured.cores() + " cores";
    }

    // ---- words

    private List<Row> parallel(int atOnce) {
        return measured.at(Work.Kind.CPU, atOnce).stream()
                .filter(row -> row.lanes() == atOnce && atOnce > 1)
                .toList();
    }

    /** The fastest first. */
    private String listing(Work.Kind work, int atOnce) {
        return listed(measured.at(work, atOnce).stream()
                .sorted(Comparator.comparingDouble((Row row) -> -row.speedup()))
                .map(row -> Figures.of(row.speedup()) + " times in " + label(row))
                .toList());
    }

    private String label(Row row) {
        return measured.label(row.unit());
    }
}
