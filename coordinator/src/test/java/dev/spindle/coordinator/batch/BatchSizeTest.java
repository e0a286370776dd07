package dev.spindle.coordinator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static BatchSize size() {
        return new BatchSize(() -> 2, 6L << 20); // for six batches
    }

    @Test
    void longJobsGoOneByOne() {
        BatchSize size = size();
        assertThat(size.jobs()).isEqualTo(1);
        size.ended(1, 5 * SECOND, 10, 100);
        assertThat(size.jobs()).isEqualTo(1);
    }

    @Test
    void shortJobsGoTogetherByAndBy() {
        BatchSize size = size();
        for (int jobs = 1; jobs < 200; jobs *= 4) {
            assertThat(size.jobs()).isEqualTo(jobs);
            size.ended(jobs, jobs * SECOND / 250, jobs * 10L, jobs * 100L);
        }
        assertThat(size.jobs()).isEqualTo(250);
        size.ended(250, 250 * SECOND / 10, 2500, 25_000); // they became longer
        assertThat(size.jobs()).isEqualTo(10);
    }

    @Test
    void largeInputsAndResultsKeepThemSmall() {
        BatchSize size = size();
        for (int i = 0; i < 20; i++) {
            size.ended(100, SECOND / 100, 25L << 20, 25L << 20);
        }
        assertThat(size.jobs()).isEqualTo(2);
        size.ended(0, SECOND, 0, 0);
        assertThat(size.jobs()).isEqualTo(2);
    }

    @Test
    void whereThereIsMuchToFeedTheyAreLonger() {
        assertThat(new BatchSize(() -> 1000, 1 << 30).expected(1).nanos()).isEqualTo(5 * SECOND);
        assertThat(new BatchSize(() -> 100_000, 1 << 30).expected(1).nanos()).isEqualTo(60 * SECOND);
    }

    @Test
    void whatResultsWereIsExpectedOfOthers() {
        BatchSize size = size();
        for (int i = 0; i < 20; i++) {
            size.ended(10, SECOND, 100, 50_000);
        }

        Batch.Expected expected = size.expected(7);

        assertThat(expected.nanos()).isEqualTo(SECOND);
        assertThat(expected.resultBytes()).isBetween(34_500L, 35_000L);
        assertThat(expected.of(2, 7).resultBytes()).isBetween(9_800L, 10_000L);
    }
}
