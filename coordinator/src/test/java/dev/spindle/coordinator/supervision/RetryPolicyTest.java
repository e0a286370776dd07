package dev.spindle.coordinator.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.RetryOn;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    @Test
    void allowsAsManyFurtherAttemptsAsThereAreRetries() {
        RetryPolicy policy = new RetryPolicy(2, EnumSet.of(RetryOn.LOST), 0);

        assertThat(policy.again(RetryOn.LOST, 1)).isTrue();
        assertThat(policy.again(RetryOn.LOST, 2)).isTrue();
        assertThat(policy.again(RetryOn.LOST, 3)).isFalse();
    }

    @Test
    void allowsNoneAfterWhatItDoesNotName() {
        RetryPolicy policy = new RetryPolicy(2, EnumSet.of(RetryOn.TIMEOUT), 0);

        assertThat(policy.again(RetryOn.LOST, 1)).isFalse();
        assertThat(policy.again(RetryOn.FAILED, 1)).isFalse();
        assertThat(policy.again(RetryOn.TIMEOUT, 1)).isTrue();
    }

    @Test
    void allowsNoneWithoutRetries() {
        assertThat(new RetryPolicy(0, EnumSet.allOf(RetryOn.class), 0).again(RetryOn.LOST, 1))
                .isFalse();
        assertThat(new RetryPolicy(5, Set.of(), 0).again(RetryOn.LOST, 1)).isFalse();
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToAnHour() {
        RetryPolicy policy = new RetryPolicy(100, Set.of(), 3_000_000_000L);

        assertThat(policy.delayNanosAfter(1)).isEqualTo(3_000_000_000L);
        assertThat(policy.delayNanosAfter(2)).isEqualTo(6_000_000_000L);
        assertThat(policy.delayNanosAfter(3)).isEqualTo(12_000_000_000L);
        assertThat(policy.delayNanosAfter(90)).isEqualTo(RetryPolicy.LONGEST_DELAY_NANOS);
        assertThat(new RetryPolicy(100, Set.of(), 0).delayNanosAfter(90)).isZero();
    }
}
