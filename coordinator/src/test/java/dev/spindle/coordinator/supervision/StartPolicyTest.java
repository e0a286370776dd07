package dev.spindle.coordinator.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.OomKill;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartPolicyTest {
    private final StartPolicy policy = new StartPolicy();

    private static DeathReport death(String cause) {
        return death(DeathReport.Kind.HALT, cause);
    }

    private static DeathReport death(DeathReport.Kind kind, String cause) {
        return new DeathReport(
                0, 0, 1, kind, 1, false, cause, null, -1, -1, OomKill.UNKNOWN, null, List.of(), -1, Duration.ZERO);
    }

    @Test
    void isPatientWithStartsThatSomebodyEnded() {
        for (int i = 1; i < StartPolicy.MAX_KILLED; i++) {
            policy.failed(death(DeathReport.Kind.AMBIGUOUS, "killed"));
            assertThat(policy.givenUp()).isNull();
            assertThat(policy.delayNanos()).isLessThanOrEqualTo(200_000_000L);
        }

        policy.failed(death(DeathReport.Kind.AMBIGUOUS, "killed"));

        assertThat(policy.givenUp()).isNotNull();
    }

    @Test
    void showsTheFirstOfStartsThatSomebodyEnded() {
        for (int i = 0; i < StartPolicy.MAX_KILLED; i++) {
            policy.failed(death(DeathReport.Kind.AMBIGUOUS, "killed " + i));
        }

        assertThat(policy.givenUp()).isEqualTo(death(DeathReport.Kind.AMBIGUOUS, "killed 0"));
    }

    @Test
    void forgetsStartsThatSomebodyEndedWhenAWorkerBecomesReady() {
        for (int i = 0; i < 2 * StartPolicy.MAX_KILLED; i++) {
            policy.failed(death(DeathReport.Kind.AMBIGUOUS, "killed"));
            policy.succeeded();
        }

        assertThat(policy.givenUp()).isNull();
        assertThat(policy.delayNanos()).isZero();
    }

    @Test
    void showsTheFirstFailureOfItsOwnRatherThanAKilledStart() {
        policy.failed(death(DeathReport.Kind.AMBIGUOUS, "killed"));
        policy.failed(death("a cause"));
        policy.failed(death("another"));
        policy.failed(death("a third"));

        assertThat(policy.givenUp()).isEqualTo(death("a cause"));
    }

    @Test
    void givesUpAfterThreeFailuresInARowAndShowsTheFirst() {
        policy.failed(death("the first"));
        policy.failed(death("the second"));
        assertThat(policy.givenUp()).isNull();

        policy.failed(death("the third"));

        assertThat(policy.givenUp()).isEqualTo(death("the first"));
    }

    @Test
    void forgetsFailuresWhenAWorkerBecomesReady() {
        policy.failed(death("long ago"));
        policy.failed(death("long ago"));
        policy.succeeded();
        policy.failed(death("now"));
        policy.failed(death("later"));
        assertThat(policy.givenUp()).isNull();

        policy.failed(death("at last"));

        assertThat(policy.givenUp()).isEqualTo(death("now"));
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToABound() {
        assertThat(policy.delayNanos()).isZero();
        policy.failed(death("once"));
        long first = policy.delayNanos();
        policy.failed(death("twice"));
        assertThat(first).isPositive();
        assertThat(policy.delayNanos()).isEqualTo(2 * first);

        for (int i = 0; i < 100; i++) {
            policy.failed(death("again"));
        }
        assertThat(policy.delayNanos()).isEqualTo(5_000_000_000L);
    }
}
