package dev.spindle.coordinator.lab.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Rounds.Effort LITTLE = new Rounds.Effort(0, 1, 3, 1);

    private final List<String> told = new ArrayList<>();
    private final Setting setting = new Setting(true, WorkerPool::builder, told::add);
    private final Rounds rounds = new Rounds(LITTLE);

    /** Takes so long, and half as long to go. */
    private record Steady(Kind kind, int java, long nanos) implements Way {
        @Override
        public void turn(Times times) {
            times.started(nanos);
            times.left(nanos / 2);
        }
    }

    private record Impossible(Kind kind, int java) implements Way {
        @Override
        public void turn(Times times) throws UnmeasuredException {
            throw UnmeasuredException.of(kind, new ExecutionException(new IllegalStateException("no such Java")));
        }
    }

    @Test
    void whatCannotBeHadIsNotedAndLeftOut() throws Exception {
        rounds.warmUp(
                List.of(new Impossible(Kind.PROCESS_OF_OTHER_JAVA, 25), new Steady(Kind.PROCESS, 17, 2000)), setting);

        assertThat(rounds.measure()).containsEntry("rounds", 3);
        assertThat(told).containsExactly("other Java: no such Java; left out");
        assertThat(rounds.rows()).extracting(Row::kind).containsExactly(Kind.PROCESS);
    }

    @Test
    void aTurnOfEachRoundCounts() throws Exception {
        rounds.warmUp(List.of(new Steady(Kind.PROCESS, 17, 2000)), setting);
        rounds.measure();

        assertThat(rounds.rows().get(0).json())
                .containsEntry("java", 17)
                .containsEntry("samples", 3)
                .containsEntry("startMicros", Map.of("median", 2.0, "p25", 2.0, "p75", 2.0))
                .containsEntry("goneMicros", Map.of("median", 1.0, "p25", 1.0, "p75", 1.0))
                .containsEntry("enoughMicros", 38.0);
    }
}
