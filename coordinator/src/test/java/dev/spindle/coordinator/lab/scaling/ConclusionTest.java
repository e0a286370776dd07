package dev.spindle.coordinator.lab.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.lab.Spread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static final Spread ANY = new Spread(1, 2, 3);

    private final List<Row> rows = new ArrayList<>();
    private final List<Weight> weights = new ArrayList<>();

    private void add(Work.Kind work, String unit, int java, int atOnce, double speedup, double slowdown) {
        int lanes = unit.equals(Unit.COROUTINES) && work == Work.Kind.CPU ? 1 : atOnce;
        int most = work == Work.Kind.CPU ? Math.min(lanes, 2) : lanes;
        rows.add(new Row(
                work, unit, java, atOnce, most, 1, ANY, speedup, 1, slowdown, Double.NaN, 0.1, most * 0.9, most));
    }

    private void cpu(String unit, double atTwo, double atFour, double slowdown) {
        add(Work.Kind.CPU, unit, 17, 1, 1, 1);
        add(Work.Kind.CPU, unit, 17, 2, atTwo, 1);
        add(Work.Kind.CPU, unit, 17, 4, atFour, slowdown);
    }

    private List<String> conclusion(int cores) {
        return Conclusion.of(new Measured(cores, 200, 17, rows, weights));
    }

    @Test
    void asExpected() {
        cpu(Unit.THREADS, 1.7, 1.72, 2);
        cpu(Unit.PROCESSES, 1.6, 1.9, 1.9);
        cpu(Unit.COROUTINES, 1, 0.99, 1);
        add(Work.Kind.CPU, Unit.VIRTUAL_THREADS, 25, 2, 1.8, 1);
        add(Work.Kind.WAITING, Unit.THREADS, 17, 4, 3.9, 1);
        add(Work.Kind.WAITING, Unit.COROUTINES, 17, 4, 4, 1);
        add(Work.Kind.WAITING, Unit.COROUTINES, 17, 200, 15, 1);
        weights.add(new Weight(Unit.PROCESSES, 17, 1, 50 << 20, "share"));
        weights.add(new Weight(Unit.COROUTINES, 17, 10_000, 512, "heap"));

        assertThat(conclusion(2))
                .containsExactly(
                        "CPU-bound work, 2 jobs at once, is sped up 1.80 times in virtual threads (Java 25), 1.70 times in"
                                + " threads, 1.60 times in processes and 1.00 times in coroutines.",
                        "The structure of the jobs allows 2.00 times, Amdahl's law 1.80: of the lower of both the"
                                + " execution got to 100 % in virtual threads (Java 25), 94 % in threads and 89 % in"
                                + " processes.",
                        "With 4 at once, more than cores, a job lasts 1.90 times as long as alone in processes"
                                + " and 2.00 times as long as alone in threads, and sooner done are processes (1.60 to"
                                + " 1.90).",
                        "Waiting needs no core: 4 jobs at once are sped up 4.00 times in coroutines and 3.90 times in"
                                + " threads; all 200 at once 15.0 times in coroutines, where the longest job allows"
                                + " 200.",
                        "In memory coroutines take 512 bytes each and processes 50 MiB: one of the last is as much as"
                                + " 102000 of the first.",
                        "Java has no global lock: threads sped CPU-bound work up 1.70 times on 2 cores, as processes did"
                                + " (1.60). Under one, as in the textbook's figures for CPython (not measured here),"
                                + " threads would have stayed near 1, as coroutines do in one thread (1.00).");
    }

    @Test
    void nothingGainedPastTheCores() {
        cpu(Unit.THREADS, 1.9, 1.7, 2);

        assertThat(conclusion(2)).anyMatch(sentence -> sentence.endsWith(", and none of these gets done sooner."));
    }

    @Test
    void oddFigures() {
        cpu(Unit.THREADS, 1.3, 1.3, 1);
        cpu(Unit.PROCESSES, 0.8, 0.8, 1);
        cpu(Unit.COROUTINES, 1.4, 1.4, 1);

        assertThat(conclusion(2))
                .anyMatch(sentence -> sentence.startsWith(
                        "Java has no global lock: threads sped CPU-bound work up 1.30 times on 2 cores, processes"
                                + " 0.800 times. Under one,"))
                .anyMatch(sentence -> sentence.endsWith("threads would have stayed near 1."));
    }

    @Test
    void busyCores() {
        cpu(Unit.THREADS, 1.01, 1.2, 1);
        cpu(Unit.PROCESSES, 0.99, 1, 1);

        assertThat(conclusion(2))
                .contains("Java has no global lock, but here that shows nothing: threads sped CPU-bound work up 1.01"
                        + " times on 2 cores, as they might under one, and processes, which none would hold back, 0.990"
                        + " times.");
    }

    @Test
    void oneCore() {
        add(Work.Kind.CPU, Unit.THREADS, 17, 1, 1, 1);
        add(Work.Kind.CPU, Unit.THREADS, 17, 2, 1.01, 2);
        add(Work.Kind.WAITING, Unit.THREADS, 17, 2, 1.9, 1);

        assertThat(conclusion(1))
                .contains("Java has no global lock, but here that shows nothing: threads sped CPU-bound work up 1.00"
                        + " times on 1 core, as they might under one.")
                .noneMatch(sentence -> sentence.startsWith("The structure"));
    }
}
