package dev.spindle.coordinator.lab.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DelaysTest {
    @Test
    void eachIsInItsClass() {
        Delays delays = new Delays(List.of(
                1_000_000_000L,
                0L,
                99_999L,
                100_000L,
                999_999L,
                1_000_000L,
                10_000_000L,
                100_000_000L,
                9_000_000_000L));

        assertThat(delays.classes(12)).containsExactly(2L, 2L, 1L, 1L, 1L, 2L, 3L);
        assertThat(Delays.CLASSES).hasSize(7);
    }

    @Test
    void quantiles() {
        Delays delays = new Delays(List.of(300L, 100L, 200L));

        assertThat(delays.quantile(0)).isEqualTo(100);
        assertThat(delays.quantile(0.5)).isEqualTo(200);
        assertThat(delays.quantile(0.75)).isEqualTo(250);
        assertThat(delays.quantile(1)).isEqualTo(300);
        assertThat(new Delays(List.of(7L)).quantile(0.99)).isEqualTo(7);
    }
}
