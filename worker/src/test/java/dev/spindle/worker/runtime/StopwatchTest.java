package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.message.Spent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    private static boolean measures(Stopwatch stopwatch, boolean chunk, long nanos) {
        stopwatch.begin(chunk);
        stopwatch.decoded();
        long began = System.nanoTime();
        while (System.nanoTime() - began < nanos) {
            Thread.onSpinWait();
        }
        stopwatch.ran();
        stopwatch.encoded();
        Spent spent = stopwatch.spent();
        if (spent != null) {
            assertThat(spent.run()).isGreaterThanOrEqualTo(nanos);
            assertThat(spent.decode()).isNotNegative();
            assertThat(spent.encode()).isNotNegative();
        }
        return spent != null;
    }

    private static List<Integer> measured(Stopwatch stopwatch, boolean chunk, long nanos, int attempts) {
        List<Integer> measured = new ArrayList<>();
        for (int i = 0; i < attempts; i++) {
            if (measures(stopwatch, chunk, nanos)) {
                measured.add(i);
            }
        }
        return measured;
    }

    @Test
    void measuresNothingUnlessAsked() {
        assertThat(measured(new Stopwatch(0), false, 2_000_000, 3)).isEmpty();
    }

    @Test
    void measuresAllThatAreLong() {
        assertThat(measured(new Stopwatch(1000), false, 2_000_000, 4)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void measuresOneOfSoManyChunksHoweverLong() {
        assertThat(measured(new Stopwatch(4), true, 2_000_000, 9)).containsExactly(0, 4, 8);
    }

    @Test
    void measuresEachOfAnyLength() {
        assertThat(measured(new Stopwatch(1), false, 0, 5)).containsExactly(0, 1, 2, 3, 4);
    }
}
