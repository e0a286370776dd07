package dev.spindle.coordinator.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobSeqsTest {
    private final JobSeqs seqs = new JobSeqs();

    @Test
    void findALineByItsJob() {
        List.of(1L, 2L, 5L, 6L, 9L).forEach(seqs::submitted);

        assertThat(List.of(seqs.of(1), seqs.of(2), seqs.of(3), seqs.of(4), seqs.of(5)))
                .containsExactly(1L, 2L, 5L, 6L, 9L);
        assertThat(seqs.of(-1)).isEqualTo(-1);
    }

    @Test
    void knowWhichLineAJobIsAndWhichJobALineHas() {
        seqs.submitted(1);
        seqs.submitted(2);
        seqs.submitted(5); // lines without a job in between

        assertThat(seqs.of(3)).isEqualTo(5);
        assertThat(seqs.jobOf(5)).isEqualTo(3);
        assertThat(seqs.jobOf(3)).isEqualTo(-1);
    }

    @Test
    void reachAJobThatHangsBehindManyLinesWithout() {
        int lines = 200_000;
        for (int i = 1; i <= lines; i++) {
            seqs.submitted(2L * i);
        }

        assertThat(seqs.jobOf(2)).isEqualTo(1);
        assertThat(seqs.of(1)).isEqualTo(2);
        assertThat(seqs.jobOf(3)).isEqualTo(-1);
        assertThat(seqs.jobOf(2L * lines)).isEqualTo(lines);
        assertThat(seqs.isForgotten(2)).isFalse();
    }

    @Test
    void sayWhatTheyHaveForgotten() {
        int lines = 600_000;
        for (int i = 1; i <= lines; i++) {
            seqs.submitted(2L * i);
        }

        assertThat(seqs.isForgotten(2)).isTrue();
        assertThat(seqs.of(1)).isEqualTo(-1);
        assertThat(seqs.of(lines - 1)).isEqualTo(2L * lines - 2);
        assertThat(seqs.of(lines)).isEqualTo(2L * lines);
        assertThat(seqs.isForgotten(2L * lines)).isFalse();
        assertThat(seqs.jobOf(2L * lines)).isEqualTo(lines);
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
