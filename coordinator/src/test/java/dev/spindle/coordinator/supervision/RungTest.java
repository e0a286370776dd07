package dev.spindle.coordinator.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RungTest {
    @Test
    void leadsFromAskingToKilling() {
        assertThat(Rung.NONE.next()).isEqualTo(Rung.ASKED);
        assertThat(Rung.ASKED.next()).isEqualTo(Rung.TERMINATED);
        assertThat(Rung.TERMINATED.next()).isEqualTo(Rung.KILLED);
        assertThat(Rung.KILLED.next()).isEqualTo(Rung.ABANDONED);
        assertThat(Rung.ABANDONED.next()).isEqualTo(Rung.ABANDONED);
    }

    @Test
    void nothingIsLeftToBeDoneAfterSigkill() {
        assertThat(Rung.values()).filteredOn(Rung::isLast).containsExactly(Rung.KILLED, Rung.ABANDONED);
    }

    @Test
    void isPatientForTheGraceTimeThenBrieflyThenUntilItIsGivenUp() {
        assertThat(Rung.ASKED.patienceNanos(77)).isEqualTo(77);
        assertThat(Rung.TERMINATED.patienceNanos(77)).isEqualTo(300_000_000L);
        assertThat(Rung.KILLED.patienceNanos(77)).isEqualTo(10_000_000_000L);
        assertThat(Rung.ABANDONED.patienceNanos(77)).isEqualTo(Long.MAX_VALUE);
        assertThat(Rung.NONE.patienceNanos(77)).isEqualTo(Long.MAX_VALUE);
    }
}
