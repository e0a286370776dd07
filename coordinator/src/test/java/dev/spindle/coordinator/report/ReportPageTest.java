package dev.spindle.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.AttemptReport.End;
import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.OomKill;
import dev.spindle.coordinator.PoolTimes;
import dev.spindle.protocol.RawJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    static final String HOSTILE =
            "</script></title><img src=x onerror=\"alert(1)\"><svg onload='alert(2)'>&amp;\u0000\ud800";
    private static final long BEGAN = -5_000_000_000L;
    private static final long MILLI = 1_000_000;

    private final RunRecord record = new RunRecord(BEGAN, job -> job + 1);
    private final Findings findings = new Findings();
    private final Map<String, String> settings = new LinkedHashMap<>();

    private static AttemptReport attempt(long job, int worker, long from, long millis, End end, String text) {
        long began = BEGAN + from * MILLI;
        return new AttemptReport(
                job,
                1,
                text,
                1,
                worker,
                0,
                BEGAN,
                began - 1000,
                began,
                began + millis * MILLI,
                10,
                10,
                end,
                false,
                text,
                null);
    }

    private static DeathReport death(int worker, String text) {
        return new DeathReport(
                worker,
                0,
                4711,
                DeathReport.Kind.CRASH,
                134,
                false,
                text,
                null,
                -1,
                100 << 20,
                OomKill.NO,
                null,
                List.of(text),
                5,
                Duration.ZERO);
    }

    private String page(long millis) throws Exception {
        Duration all = Duration.ofMillis(millis);
        PoolTimes times = new PoolTimes(
                all, all.dividedBy(2), all.dividedBy(10), all.dividedBy(4), all.dividedBy(10), all.dividedBy(2));
        Summary summary = findings.summary(times, List.of("try " + HOSTILE));
        Map<String, Object> fields = Map.of("jobs", 12L, "ok", 11L, "seconds", 1.5);
        return new ReportPage(
                        new RunEnd(1, "12 jobs in 1.50 s " + HOSTILE, fields, summary),
                        record,
                        settings,
                        "2026-01-02",
                        BEGAN + millis * MILLI)
                .html();
    }

    /** A run with one of everything, and texts that would like to be more than text. */
    String hostilePage() throws Exception {
        settings.put("input", HOSTILE);
        settings.put("command", "spindle run " + HOSTILE);
        record.started(0, BEGAN + 200 * MILLI);
        record.ended(attempt(1, 0, 300, 500, End.OK, HOSTILE));
        record.ended(attempt(2, 0, 800, 400, End.FAILED, HOSTILE));
        record.ended(attempt(3, 0, 1200, 1, End.LOST, HOSTILE));
        record.died(death(0, HOSTILE), BEGAN + 1201 * MILLI);
        findings.ran(1, RawJson.of("\"</td><script>alert(3)</script>\""), HOSTILE, "ok", 1, 500 * MILLI);
        findings.failed(2, "failed", HOSTILE, HOSTILE);
        return page(1500);
    }

    @Test
    void whatJobsSayIsTextOnly() throws Exception {
        String page = hostilePage();

        assertThat(page)
                .contains("&lt;/script&gt;&lt;/title&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;")
                .doesNotContain("<img", "<script", "onload='", "\u0000")
                .contains("default-src 'none'")
                .doesNotContain("http://", "https://");
        assertThat(page)
                .contains(
                        "line 3, ",
                        "Workers that died",
                        "process 4711",
                        "100 MiB",
                        "What to change",
                        "What workers did");
        assertThat(page.split("<section", -1)).hasSize(11);
    }

    @Test
    void nothingRanAndThereIsAPage() throws Exception {
        assertThat(page(0)).contains("Timeline", "Settings").doesNotContain("Slowest", "Throughput", "NaN", "Infinity");
    }

    @Test
    void itsSizeHasABound() throws Exception {
        Random random = new Random(7);
        String text = "&".repeat(1000);
        for (int worker = 0; worker < 400; worker++) {
            for (int i = 0; i < 60; i++) {
                record.started(worker, BEGAN + i * 1000L * MILLI);
                record.died(death(worker, text), BEGAN + i * 1000L * MILLI);
            }
        }
        for (int i = 0; i < 20_000; i++) {
            End end = random.nextInt(3) == 0 ? End.FAILED : End.OK;
            long length = random.nextInt(10) == 0 ? 1 + random.nextInt(5000) : 1;
            record.ended(attempt(i, random.nextInt(400), random.nextInt(60_000), length, end, text));
            findings.ran(i, RawJson.of("\"" + text + "\""), text, end.text(), 1, length * MILLI);
            findings.failed(i, "failed", "T" + i % 1000, text + i);
        }
        String page = page(66_000);
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(200_000, 500_000);
        assertThat(page).contains("272 more places are not shown", "and 23950 more");
    }
}
