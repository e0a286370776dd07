package dev.spindle.coordinator.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static Sample of(long... nanos) {
        Sample sample = new Sample();
        for (long each : nanos) {
            sample.add(each);
        }
        return sample;
    }

    @Test
    void theMiddleAndTheMiddleHalf() {
        assertThat(of(50, 10, 40, 20, 30).spread()).isEqualTo(new Spread(20, 30, 40));
        assertThat(of(10, 20).spread()).isEqualTo(new Spread(12.5, 15, 17.5));
        assertThat(of(7).spread()).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void anyNumberOfThem() {
        Sample sample = new Sample();
        for (long i = 1000; i >= 0; i--) {
            sample.add(i);
        }
        assertThat(sample.spread()).isEqualTo(new Spread(250, 500, 750));
    }

    @Test
    void onesThatAreForgotten() {
        Sample sample = of(1, 2, 3);
        assertThat(sample.size()).isEqualTo(3);
        sample.clear();
        assertThat(sample.size()).isZero();
        assertThatThrownBy(sample::spread).isInstanceOf(IllegalStateException.class);
        sample.add(9);
        assertThat(sample.spread().median()).isEqualTo(9);
    }

    @Test
    void areMicrosecondsToTheNanosecond() {
        assertThat(new Spread(1.4, 1500.5, 2_000_000).micros())
                .isEqualTo(Map.of("p25", 0.001, "median", 1.501, "p75", 2000.0));
    }
}
