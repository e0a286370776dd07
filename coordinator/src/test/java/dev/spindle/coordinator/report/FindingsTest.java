package dev.spindle.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.PoolTimes;
import dev.spindle.protocol.RawJson;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Findings findings = new Findings();

    private List<Failures.Group> causes() {
        return findings.summary(PoolTimes.NONE, List.of()).failures();
    }

    @Test
    void messagesThatDifferInNumbersAreOneCause() {
        findings.failed(7, "failed", "NoRow", "no row 12");
        findings.failed(3, "failed", "Locked", null);
        findings.failed(9, "failed", "NoRow", "no row 4711");
        findings.failed(11, "lost", "lost", "ended with\u001b[31m status 3\nat once");

        assertThat(causes())
                .containsExactly(
                        new Failures.Group("failed", "NoRow", "no row 12", false, 2, 7),
                        new Failures.Group("failed", "Locked", "", false, 1, 3),
                        new Failures.Group("lost", "lost", "ended with [31m status 3 at once", false, 1, 11));
        assertThat(causes().get(0).reason()).isEqualTo("NoRow: no row 12");
        assertThat(causes().get(1).reason()).isEqualTo("Locked");
        assertThat(causes().get(2).reason()).isEqualTo("ended with [31m status 3 at once");
    }

    @Test
    void whateverFailuresSayTheyAreFewGroups() {
        for (int i = 0; i < 20_000; i++) {
            String letters = Integer.toString(i, 36).replaceAll("\\d", "x");
            findings.failed(i, "failed", "T" + i % 3, "key " + letters + i % 7);
        }
        assertThat(causes()).hasSize(3).allSatisfy(each -> {
            assertThat(each.messagesDiffer()).isTrue();
            assertThat(each.count()).isBetween(6_666L, 6_667L);
            assertThat(each.reason()).startsWith(each.type() + ": messages differ, the first: key ");
        });
        for (int i = 0; i < 1000; i++) {
            findings.failed(i, "failed", "Type" + i, "x".repeat(i));
        }
        assertThat(causes()).hasSizeLessThan(80);
        assertThat(causes().stream().collect(Collectors.summingLong(Failures.Group::count)))
                .isEqualTo(21_000);
    }

    @Test
    void theSlowestAreNamed() {
        IntStream.rangeClosed(1, 1000)
                .map(i -> i * 3 % 1001)
                .forEach(i -> findings.ran(i, RawJson.of("\"job \\\"" + i + "\\\"\""), "sleep", "ok", 1, i * 1000L));
        findings.ranTogether(500, 2000, "echo", 50);
        Summary summary = findings.summary(PoolTimes.NONE, List.of());

        assertThat(summary.slowest())
                .extracting(SlowJobs.Slow::line)
                .startsWith(1000L, 999L)
                .endsWith(981L)
                .hasSize(20);
        assertThat(summary.slowest().get(0))
                .isEqualTo(new SlowJobs.Slow(1000, "job \"1000\"", "sleep", "ok", 1_000_000));
        assertThat(summary.latencies().count()).isEqualTo(1500);
        assertThat(String.valueOf(summary.fields().get("ms"))).contains("p99=", "max=1.0");
        assertThat(Summary.none().fields().toString())
                .isEqualTo("{failures=[], moreCauses=0, slowest=[], ms=null, times=null, advice=[]}");
    }
}
