package dev.spindle.coordinator.lab.contention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.lab.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static final double ALONE = 2;

    private static Row row(Kind kind, long lost, double nanos) {
        Sample picos = new Sample();
        picos.add(Math.round(nanos * 1e3));
        return Row.of(kind, 2, 1, 1000, 1000 - lost, picos, ALONE);
    }

    private static String of(Row... rows) {
        return String.join(" ", Conclusion.of(List.of(rows)));
    }

    private static String ofThreads() {
        return of(
                row(Kind.ONE_THREAD, 0, ALONE),
                row(Kind.PLAIN, 250, 3),
                row(Kind.VOLATILE, 400, 9),
                row(Kind.SYNCHRONIZED, 0, 30),
                row(Kind.ATOMIC, 0, 12.34),
                row(Kind.ADDER, 0, 1500));
    }

    @Test
    void whoeverLostMostComesFirst() {
        assertThat(ofThreads())
                .startsWith("Updates were lost by threads: volatile (40.0 %) and threads: no lock (25.0 %), and by no"
                        + " other way. Threads");
    }

    @Test
    void aLockThatLosesUpdatesWouldBeTold() {
        assertThat(of(row(Kind.SYNCHRONIZED, 1, 50), row(Kind.LOCKED, 0, 40)))
                .contains("lost by threads: synchronized (0.100 %), and by no other")
                .contains(
                        "Threads that can lose nothing take for an increment: ReentrantLock 40.0 ns and synchronized 50.0 ns.");
    }

    @Test
    void luckIsCalledLuck() {
        assertThat(of(
                        row(Kind.PLAIN, 0, 3),
                        row(Kind.VOLATILE, 0, 9),
                        row(Kind.ATOMIC, 0, 8),
                        row(Kind.COROUTINE_ACROSS_AWAIT, 500, 80)))
                .contains("Nothing keeps threads: no lock and threads: volatile from losing updates: that they"
                        + " lost none is chance.");
        assertThat(of(row(Kind.MAPPED, 0, 3))).startsWith("No way lost an update. Nothing keeps processes: no lock");
        assertThat(of(row(Kind.MAPPED, 1, 3), row(Kind.ATOMIC, 0, 8))).doesNotContain("Nothing keeps");
    }

    @Test
    void theCheapestOfTheThreadsComesFirst() {
        assertThat(ofThreads())
                .contains("take for an increment: atomic 12.3 ns, synchronized 30.0 ns and LongAdder 1.50 µs; a thread"
                        + " alone takes 2.00 ns.");
    }

    @Test
    void processesAndMessages() {
        assertThat(of(row(Kind.FILE_LOCKED, 0, 5000), row(Kind.MAPPED_ATOMIC, 0, 10), row(Kind.MESSAGE, 0, 100_000)))
                .contains("under a file lock takes 5.00 µs, 500 times an atomic one on the same memory (10.0 ns).")
                .contains("owns the counter it takes 100 µs, 20.0 times the one under the file lock.");
        assertThat(of(row(Kind.FILE_LOCKED, 0, 5000), row(Kind.MESSAGE, 0, 2500)))
                .contains("under a file lock takes 5.00 µs. As a message")
                .contains("2.50 µs, 0.500 times the one under the file lock.");
        assertThat(of(row(Kind.MESSAGE, 0, 2500))).contains("it takes 2.50 µs.").doesNotContain("file lock");
    }

    @Test
    void coroutines() {
        assertThat(of(row(Kind.COROUTINE, 0, 80), row(Kind.COROUTINE_ACROSS_AWAIT, 500, 90)))
                .contains("lost nothing without a lock")
                .contains("and 50.0 % where an await stands")
                .contains("takes 80.0 ns and 90.0 ns.");
    }

    @Test
    void whateverIsMissingTheSentencesStand() {
        for (Kind missing : Kind.values()) {
            List<Row> rows = new ArrayList<>(
                    Arrays.stream(Kind.values()).map(kind -> row(kind, 0, 7)).toList());
            rows.removeIf(row -> row.kind() == missing);

            assertThat(Conclusion.of(rows))
                    .as("without %s", missing)
                    .allSatisfy(sentence -> assertThat(sentence).endsWith(".").doesNotContain("NaN"));
        }
    }
}
