package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void showsWhatIsKnownAndFits() {
        ProgressLine half = new ProgressLine(420, 1000, 1000, 103.4, 2, 1, 4, 37);
        assertThat(half.text(120).stripTrailing())
                .isEqualTo(
                        "jobs  42% [==========               ] 420/1000 103/s, 2 not ok, 0:06 left, 4 running, 37 waiting, 1 retry");
        assertThat(half.text(79)).hasSize(79).contains("] 420/1000 103/s, 2 not ok, 0:06 left, 4 running, 37 waiting");
        assertThat(half.text(60))
                .hasSize(60)
                .contains("420/1000 103/s, 2 not ok, 0:06 left")
                .doesNotContain("running");
        assertThat(half.text(20)).hasSize(20).startsWith("jobs  42% 420/1000");

        assertThat(new ProgressLine(5, -1, 1029, 0, 0, 0, 2, 1024).text(79).stripTrailing())
                .isEqualTo("jobs 5 of 1029 read so far ?/s, 2 running, 1024 waiting");
        assertThat(new ProgressLine(0, 0, 0, 0, 0, 0, 0, 0).text(40).stripTrailing())
                .isEqualTo("jobs 0 of 0 read so far ?/s");
        assertThat(new ProgressLine(3, 3, 3, 2.25, 0, 2, 0, 0).text(60).stripTrailing())
                .isEqualTo("jobs 100% [=========================] 3/3 2.3/s, 2 retries");
        assertThat(new ProgressLine(1, 100_000, 100_000, 1, 0, 0, 1, 0).text(79))
                .contains("27:46:39 left");
    }
}
