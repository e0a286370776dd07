package dev.spindle.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NothingLeft.class)
class PoolBuilderTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "512k, 524288", "512m, 536870912", "2G, 2147483648", "4294967296, 4294967296"})
    void readsSizes(String size, long bytes) {
        assertThat(PoolBuilder.bytesOf(size)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "0", "-1m", "1.5g", "12x", "9223372036854775807g", "99999999999999999999"})
    void refusesWhatIsNoSize(String size) {
        assertThatThrownBy(() -> PoolBuilder.bytesOf(size)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatMakesNoPool() {
        List<Consumer<PoolBuilder>> mistakes = List.of(
                pool -> pool.workers(0),
                pool -> pool.heap("much"),
                pool -> pool.timeout(Duration.ZERO),
                pool -> pool.timeout(Duration.ofSeconds(-1)),
                pool -> pool.grace(Duration.ofMillis(-1)),
                pool -> pool.grace(Duration.ofSeconds(Long.MAX_VALUE)),
                pool -> pool.retries(-1),
                pool -> pool.queueCapacity(0),
                pool -> pool.maxFrame(1000));
        for (Consumer<PoolBuilder> each : mistakes) {
            assertThatThrownBy(() -> each.accept(WorkerPool.builder()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s).{10,}");
        }
    }

    @Test
    void keepsWhatWasSet() {
        try (WorkerPool pool = WorkerPool.builder()
                .workers(3)
                .retries(7)
                .retryOn(Set.of(RetryOn.FAILED))
                .grace(Duration.ZERO)
                .queueCapacity(5)
                .build()) {
            PoolConfig config = pool.config();
            assertThat(config.workers()).isEqualTo(3);
            assertThat(config.retries()).isEqualTo(7);
            assertThat(config.retryOn()).containsExactly(RetryOn.FAILED);
            assertThat(config.grace()).isZero();
            assertThat(config.queueCapacity()).isEqualTo(5);
            assertThat(config.classPath()).isNotEmpty();
            assertThat(pool.maxInputBytes()).isLessThan(config.maxFrameBytes());
        }
    }
}
