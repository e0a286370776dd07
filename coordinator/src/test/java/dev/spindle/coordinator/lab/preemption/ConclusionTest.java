package dev.spindle.coordinator.lab.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static Row row(Kind kind, int busy, long missed, double worst) {
        return new Row(
                new Variant(kind, 17, busy), 100, 100 - missed, 1e5, 2e5, 3e5, 4e5, worst, List.of(0L, 0L, 0L, 0L, 0L));
    }

    private static String of(@Nullable Frozen frozen, Row... rows) {
        return String.join(" ", Conclusion.of(List.of(rows), frozen));
    }

    @Test
    void theBestComeFirst() {
        assertThat(of(
                        null,
                        row(Kind.COROUTINE, 1, 99, 9.9e8),
                        row(Kind.THREAD, 1, 2, 3e6),
                        row(Kind.PROCESS, 1, 2, 2e6)))
                .startsWith(
                        "Beside 1 busy neighbour the heartbeat misses 2 of 100 beats in a process (worst delay 2.00 ms),"
                                + " 2 of 100 beats in a thread (worst delay 3.00 ms) and 99 of 100 beats in a coroutine (worst delay"
                                + " 990 ms).")
                .endsWith("In a thread and a process the heartbeat keeps its rhythm (misses at most 10 %) whatever the"
                        + " neighbours do; in a coroutine it does not, beside 1 busy.");
    }

    @Test
    void whateverWasMeasured() {
        assertThat(of(
                        null,
                        row(Kind.THREAD, 0, 11, 1e6),
                        row(Kind.THREAD, 3, 50, 2e9),
                        row(Kind.COROUTINE, 0, 10, 1e6)))
                .startsWith(
                        "Alone the heartbeat misses 10 of 100 beats in a coroutine (worst delay 1.00 ms) and 11 of 100")
                .contains(
                        "Beside 3 busy neighbours the heartbeat misses 50 of 100 beats in a thread (worst delay 2.00 s).")
                .endsWith(
                        "In a coroutine the heartbeat keeps its rhythm (misses at most 10 %) whatever the neighbours do;"
                                + " in a thread it does not, beside 0 and 3 busy.");
        assertThat(of(null, row(Kind.THREAD, 0, 11, 1e6)))
                .endsWith("Nowhere does the heartbeat keep its rhythm; in a thread it does not, beside 0 busy.");
    }

    @Test
    void aFrozenWorker() {
        Frozen frozen = new Frozen(Duration.ofSeconds(1), 1034.4, "SIGKILL", 1, row(Kind.PROCESS, 0, 3, 2.5e7));

        assertThat(of(frozen, row(Kind.THREAD, 0, 0, 1e6)))
                .endsWith(
                        "While one worker was frozen, which its pool ended after 1.03 s (SIGKILL), the heartbeat in another"
                                + " missed 3 of 100 beats (worst delay 25.0 ms), and a third did 1 job.");
    }
}
