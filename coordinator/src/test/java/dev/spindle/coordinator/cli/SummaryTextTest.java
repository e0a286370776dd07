package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.PoolTimes;
import dev.spindle.coordinator.report.Findings;
import dev.spindle.protocol.RawJson;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
    private final Findings findings = new Findings();

    private List<String> lines(PoolTimes times, double seconds, String... advice) {
        return new SummaryText(findings.summary(times, List.of(advice)), 2, seconds).lines();
    }

    @Test
    void anOrdinaryRunNeedsNone() {
        for (int line = 1; line < 1000; line++) {
            findings.ran(line, null, "echo", "ok", 1, 5_000_000);
        }
        assertThat(lines(PoolTimes.NONE, 0.5)).isEmpty();
    }

    @Test
    void saysWhatStandsOut() {
        for (int line = 1; line <= 100; line++) {
            findings.ran(
                    line,
                    line == 50 ? RawJson.of("\"fifty\"") : null,
                    line < 90 ? "a" : "b",
                    "ok",
                    1,
                    line * 10_000_000L);
        }
        for (char cause = 'a'; cause < 'h'; cause++) {
            findings.failed(cause, "failed", "T" + cause, "as asked");
        }
        findings.failed(3, "invalid", "invalid", "line 3, column 1: no job");
        findings.failed(4, "invalid", "invalid", "line 4, column 9: no job");
        Duration tenth = Duration.ofSeconds(1);

        assertThat(lines(new PoolTimes(Duration.ofSeconds(10), tenth, tenth, tenth, tenth, tenth), 5, "try -j 3"))
                .containsExactly(
                        "  2 invalid, first line 3: column 1: no job",
                        "  1 failed, line 97: Ta: as asked",
                        "  1 failed, line 98: Tb: as asked",
                        "  1 failed, line 99: Tc: as asked",
                        "  1 failed, line 100: Td: as asked",
                        "  and 3 more causes",
                        "  jobs took 503 ms in the median, 99 % up to 1.00 s; slowest: line 100 b 1.00 s, line 99 b 990 ms, line 98 b 980 ms",
                        "  time of 2 workers: 3 % compute, 3 % decode, 3 % encode, 90 % waiting",
                        "  advice: try -j 3");
    }
}
