package dev.spindle.coordinator.lab.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spindle.worker.lab.OwnMemory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundsTest {
    @Test
    void amdahlsLaw() {
        assertThat(Bounds.amdahl(0, 4)).isEqualTo(4);
        assertThat(Bounds.amdahl(1, 4)).isEqualTo(1);
        assertThat(Bounds.amdahl(0.5, 4)).isCloseTo(1.6, within(1e-9));
        assertThat(Bounds.amdahl(0.1, 1_000_000)).isCloseTo(10, within(1e-3));
    }

    @Test
    void aScheduleEndsWithItsLongestJob() {
        assertThat(Bounds.schedule(Collections.nCopies(6, 2.0), 3)).isEqualTo(3);
        assertThat(Bounds.schedule(Collections.nCopies(7, 2.0), 3)).isCloseTo(14 / 6.0, within(1e-9));
        assertThat(Bounds.schedule(List.of(1.0, 1.0, 10.0), 3)).isCloseTo(1.2, within(1e-9));
        assertThat(Bounds.schedule(List.of(1.0, 1.0, 10.0), 2))
                .as("the long one begins late")
                .isCloseTo(12 / 11.0, within(1e-9));
    }

    @Test
    void levelsReachTwiceTheCores() {
        assertThat(Levels.of(2, true)).containsExactly(1, 2, 3, 4);
        assertThat(Levels.of(2, false)).containsExactly(1, 2, 4);
        assertThat(Levels.of(1, true)).containsExactly(1, 2);
        assertThat(Levels.of(12, true)).containsExactly(1, 2, 4, 8, 12, 24);
        assertThat(Levels.of(128, true)).containsExactly(1, 2, 4, 8, 16, 32, 64, 128);
        assertThat(Levels.andAll(List.of(1, 2))).containsExactly(1, 2, 200);
    }

    @Test
    void poolsMustFitInTheMemory() {
        List<Integer> levels = List.of(1, 2, 4);
        assertThat(Levels.thatFit(levels, OwnMemory.UNKNOWN)).isEqualTo(levels);
        assertThat(Levels.thatFit(levels, 2L << 30)).isEqualTo(levels);
        assertThat(Levels.thatFit(levels, 700L << 20)).containsExactly(1, 2);
        assertThat(Levels.thatFit(levels, 0)).containsExactly(1);
    }

    @Test
    void theJobsAreAlwaysTheSame() {
        assertThat(Work.lengths())
                .hasSize(Work.JOBS)
                .isEqualTo(Work.lengths())
                .containsOnly(1, 2, 4, 16)
                .containsOnlyOnce(16);
        assertThat(Work.waiting(2).loads().get(Work.lengths().indexOf(16)).waitMillis())
                .isEqualTo(32);
    }
}
