package dev.spindle.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void knowsEveryPercentileToThreePercent() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long[] values = random.doubles(5000, 0, 40)
                .mapToLong(power -> (long) Math.pow(2, power))
                .toArray();
        for (long value : values) {
            latencies.add(value, 1);
        }
        Arrays.sort(values);
        for (double part : new double[] {0.001, 0.1, 0.5, 0.9, 0.99, 1}) {
            long exact = values[(int) Math.ceil(part * values.length) - 1];
            assertThat((double) latencies.within(part))
                    .as("seed %d, %s", seed, part)
                    .isCloseTo((double) exact, Percentage.withPercentage(3.2));
        }
        assertThat(latencies.max()).isEqualTo(values[values.length - 1]);
        assertThat(latencies.between(0, Long.MAX_VALUE)).isEqualTo(5000);
        assertThat(latencies.between(0, 1 << 20) + latencies.between(1 << 20, 1L << 50))
                .isEqualTo(5000);
    }

    @Test
    void takesAnyNumber() {
        assertThat(latencies.within(0.5)).isZero();
        latencies.add(-5, 1);
        latencies.add(0, 1);
        latencies.add(Long.MAX_VALUE, 2);
        assertThat(latencies.within(0.5)).isZero();
        assertThat(latencies.within(0.51)).isEqualTo(Long.MAX_VALUE);
        assertThat(latencies.count()).isEqualTo(4);
    }

    @Test
    void gridsAddUpWhateverTheirWidth() {
        TimeGrid grid = new TimeGrid(1000);
        int points = grid.addRow();
        int spans = grid.addRow();
        double spent = 0;
        for (int i = 0; i < 2000; i++) {
            long at = 1000 + i * 7_000_003L;
            grid.add(points, at, 2);
            grid.spread(spans, at, at + 5_000_000);
            spent += 5_000_000;
        }
        long end = 1000 + 2000 * 7_000_003L;
        assertThat(Arrays.stream(grid.row(points, end)).sum()).isEqualTo(4000);
        assertThat(Arrays.stream(grid.row(spans, end)).sum()).isCloseTo(spent, within(1.0));
        assertThat(grid.row(points, end).length).isBetween(TimeGrid.COLUMNS / 2, TimeGrid.COLUMNS);
        assertThat(grid.row(points, 0)).hasSize(1);
    }
}
