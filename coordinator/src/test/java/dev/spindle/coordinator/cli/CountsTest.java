package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountsTest {
    private final Counts counts = new Counts();

    @Test
    void tellsPeopleOnlyWhatThereIs() throws Exception {
        assertThat(counts.text(0.5, 0)).isEqualTo("0 jobs in 0.50 s");
        counts.add(invalid());
        assertThat(counts.text(0.5, 0)).isEqualTo("1 job in 0.50 s (2/s): 1 invalid");
        counts.add(invalid());
        counts.add(cancelled());
        assertThat(counts.text(2, 1)).isEqualTo("3 jobs in 2.00 s (2/s): 1 cancelled, 2 invalid, 1 worker lost");
        assertThat(counts.text(0, 2)).contains("2 workers lost").contains("(3000/s)");
    }

    @Test
    void tellsProgramsEverything() throws Exception {
        counts.add(invalid());
        counts.add(cancelled());

        assertThat(counts.fields(1, 0.25, 3).toString())
                .isEqualTo(
                        "{exitStatus=1, jobs=2, ok=0, failed=0, timeout=0, lost=0, cancelled=1, invalid=1, retries=0,"
                                + " workersLost=3, seconds=0.25}");
        assertThat(counts.notOk()).isEqualTo(2);
    }

    private static ResultLine invalid() throws InterruptedException {
        return ResultLine.of(new Line.Ended(Line.invalid(1, 0, null, "no"), null, 0));
    }

    private static ResultLine cancelled() throws InterruptedException {
        return ResultLine.of(new Line.Ended(new Line(1, 0, null, "echo", RawJson.NULL, null, null), null, 0));
    }

    @Test
    void aJobIsFoundByItsLine() {
        JobSeqs seqs = new JobSeqs();
        List.of(1L, 2L, 5L, 6L, 9L).forEach(seqs::submitted);

        assertThat(List.of(seqs.of(1), seqs.of(2), seqs.of(3), seqs.of(4), seqs.of(5)))
                .containsExactly(1L, 2L, 5L, 6L, 9L);
        assertThat(seqs.of(-1)).isEqualTo(-1);
    }

    @Test
    void whatIsTooLongAgoIsNotFoundRatherThanWrong() {
        JobSeqs seqs = new JobSeqs();
        for (long job = 1; job <= 10_000; job++) {
            seqs.submitted(2 * job);
        }

        assertThat(seqs.of(1)).isEqualTo(-1);
        assertThat(seqs.of(9_999)).isEqualTo(19_998);
        assertThat(seqs.of(10_000)).isEqualTo(20_000);
    }
}
