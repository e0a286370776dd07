package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobSeqsTest {
    private static final int MANY = 5_000;

    private final JobSeqs seqs = new JobSeqs();

    @Test
    void findsTheJobOfALineAndTheLineOfAJob() {
        List<Long> lines = List.of(1L, 2L, 5L, 6L, 9L, 3L, 4L); // some are no jobs, others are put off to the end
        lines.forEach(seqs::submitted);

        for (int i = 0; i < lines.size(); i++) {
            assertThat(seqs.of(i + 1)).isEqualTo(lines.get(i));
            assertThat(seqs.jobOf(lines.get(i))).isEqualTo(i + 1);
        }
        assertThat(List.of(seqs.jobOf(0), seqs.jobOf(7), seqs.jobOf(10))).containsOnly(-1L);
    }

    @Test
    void forgetsWhatIsTooLongAgo() {
        for (long i = 1; i <= MANY; i++) {
            seqs.submitted(2 * i);
        }

        assertThat(seqs.jobOf(2L * MANY)).isEqualTo(MANY);
        assertThat(seqs.jobOf(2)).isEqualTo(-1);
        assertThat(seqs.jobOf(3)).isEqualTo(-1);
    }

    @Test
    void tellsWhatThePoolHas() {
        seqs.submitted(1);
        assertThat(seqs.isAccepted(1)).isFalse();
        seqs.accepted();
        assertThat(seqs.isAccepted(1)).isTrue();
    }
}
