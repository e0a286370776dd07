package dev.spindle.coordinator.lab.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Rounds.Effort LITTLE = new Rounds.Effort(1, 1, 2, 2, 0);

    private final List<String> told = new ArrayList<>();
    private final Setting setting = new Setting(true, WorkerPool::builder, told::add);
    private final Rounds rounds = new Rounds(LITTLE);

    /** Loses every tenth update, and takes so long for each that it makes. */
    private record Losing(Kind kind, int contenders, long nanosEach) implements Way {
        @Override
        public Count count(long each) {
            return new Count(each * contenders * 9 / 10, each * contenders * nanosEach);
        }
    }

    private record Impossible(Kind kind, int contenders) implements Way {
        @Override
        public Count count(long each) throws UnmeasuredException {
            throw UnmeasuredException.of(kind, new IllegalStateException("no such lock"));
        }
    }

    @Test
    void whatCannotBeHadIsNotedAndLeftOut() throws Exception {
        rounds.warmUp(
                List.of(
                        new Losing(Kind.ONE_THREAD, 1, 2),
                        new Impossible(Kind.FILE_LOCKED, 2),
                        new Losing(Kind.MESSAGE, 2, 100)),
                setting);

        assertThat(rounds.measure()).containsEntry("rounds", 2).containsEntry("repetitionMillis", 1);
        assertThat(told).containsExactly("processes: file lock: no such lock; left out");
        assertThat(rounds.rows()).extracting(Row::kind).containsExactly(Kind.ONE_THREAD, Kind.MESSAGE);
    }

    @Test
    void anIncrementIsCountedForEachContender() throws Exception {
        rounds.warmUp(List.of(new Losing(Kind.ONE_THREAD, 1, 2), new Losing(Kind.MESSAGE, 2, 100)), setting);
        rounds.measure();

        Row row = rounds.rows().get(1);

        assertThat(row.increment().median()).isEqualTo(100);
        assertThat(row.ratio()).isEqualTo(50);
        assertThat(row.repetitions()).isEqualTo(2);
        assertThat(row.json()).containsEntry("lostPercent", 10.0).containsEntry("expected", row.expected());
        assertThat(row.lost() * 10).isEqualTo(row.expected());
    }

    @Test
    void withoutOneThreadThereIsNothingToCompareWith() throws Exception {
        rounds.warmUp(List.of(new Impossible(Kind.ONE_THREAD, 1), new Losing(Kind.MESSAGE, 2, 100)), setting);
        rounds.measure();

        assertThatThrownBy(rounds::rows).isInstanceOf(UnmeasuredException.class);
    }
}
