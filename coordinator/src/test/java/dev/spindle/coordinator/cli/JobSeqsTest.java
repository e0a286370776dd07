package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobSeqsTest {
    private final JobSeqs seqs = new JobSeqs();

    @Test
    void knowWhichLineAJobIsAndWhichJobALineHas() {
        seqs.submitted(1);
        seqs.submitted(2);
        seqs.submitted(5); // lines without a job in between

        assertThat(seqs.of(3)).isEqualTo(5);
        assertThat(seqs.jobOf(5)).isEqualTo(3);
        assertThat(seqs.jobOf(3)).isEqualTo(-1);
    }

    /** A cancel would hit the line before. */
    @Test
    void followWhenTheFullQueueRefusesAJobWhoseNumberIsUsedUp() {
        seqs.submitted(1);
        seqs.submitted(2);
        seqs.refused();
        seqs.accepted();
        seqs.submitted(3);

        assertThat(seqs.jobOf(1)).isEqualTo(1);
        assertThat(seqs.jobOf(2)).isEqualTo(3);
        assertThat(seqs.jobOf(3)).isEqualTo(4);
        assertThat(seqs.of(4)).isEqualTo(3);
    }
}
