package dev.spindle.coordinator.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.RetryOn;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    @Test
    void allowsAsManyFurtherAttemptsAsThereAreRetries() {
        RetryPolicy policy = new RetryPolicy(2, EnumSet.of(RetryOn.LOST));

        assertThat(policy.again(RetryOn.LOST, 1)).isTrue();
        assertThat(policy.again(RetryOn.LOST, 2)).isTrue();
        assertThat(policy.again(RetryOn.LOST, 3)).isFalse();
    }

    @Test
    void allowsNoneAfterWhatItDoesNotName() {
        RetryPolicy policy = new RetryPolicy(2, EnumSet.of(RetryOn.TIMEOUT));

        assertThat(policy.again(RetryOn.LOST, 1)).isFalse();
        assertThat(policy.again(RetryOn.FAILED, 1)).isFalse();
        assertThat(policy.again(RetryOn.TIMEOUT, 1)).isTrue();
    }

    @Test
    void allowsNoneWithoutRetries() {
        assertThat(new RetryPolicy(0, EnumSet.allOf(RetryOn.class)).again(RetryOn.LOST, 1))
                .isFalse();
        assertThat(new RetryPolicy(5, Set.of()).again(RetryOn.LOST, 1)).isFalse();
    }
}
