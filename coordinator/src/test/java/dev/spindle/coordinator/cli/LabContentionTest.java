package dev.spindle.coordinator.cli;

import static dev.spindle.coordinator.cli.LabFindings.assertNear;
import static dev.spindle.coordinator.cli.LabFindings.assertSpread;
import static dev.spindle.coordinator.cli.LabFindings.median;
import static dev.spindle.coordinator.cli.LabFindings.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabContentionTest {
    /** Whatever the machine, these lose nothing. */
    private static final List<String> CAREFUL = List.of(
            "one thread",
            "threads: synchronized",
            "threads: ReentrantLock",
            "threads: atomic",
            "threads: LongAdder",
            "processes: file lock",
            "processes: atomic",
            "messages: owner",
            "coroutines: no lock");

    private static final String ACROSS_AWAIT = "coroutines: await inside";

    @SuppressWarnings("NullAway.Init") // set first of all
    private Map<String, Map<String, Object>> rows;

    @Test
    void countsInEveryWay(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");
        Path picture = folder.resolve("picture.png");

        Ended ended = Spindle.of(
                        "lab", "contention", "--quick", "--json", file.toString(), "--plot", picture.toString())
                .end() // which finds that no process is left
                .assertStatus(0);
        assertThat(picture).isNotEmptyFile();

        assertThat(ended.out())
                .startsWith("What becomes of a counter")
                .containsPattern("way +increments +lost +median +p25 +p75 +ratio\none thread +\\d+ +0 % ");
        assertFindings(LabFindings.of("contention", ended, file));
    }

    private void assertFindings(LabFindings findings) {
        assertThat(findings.fields()).containsKeys("warmUpMillis", "repetitionMillis");
        rows = findings.rowsBy("way");
        assertThat(rows.keySet())
                .containsAll(CAREFUL)
                .contains("threads: no lock", "threads: volatile", "processes: no lock", ACROSS_AWAIT);
        rows.values().forEach(LabContentionTest::assertRow);
        CAREFUL.forEach(way -> assertThat(value(way, "lost")).as(way).isZero());
        assertThat(value(ACROSS_AWAIT, "counted") * 2).isEqualTo(value(ACROSS_AWAIT, "expected"));
        rows.keySet().forEach(way -> assertNear(way, value(way, "ratio"), ratio(way, "one thread")));
        assertConclusion(findings.claims());
    }

    private static void assertRow(Map<String, Object> row) {
        String way = String.valueOf(row.get("way"));
        assertThat(row).as(way).containsKeys("unit", "guard");
        assertThat(number(row, "contenders")).as(way).isEqualTo(way.equals("one thread") ? 1 : 2);
        assertThat(number(row, "repetitions")).as(way).isPositive();
        assertThat(number(row, "counted")).as(way).isPositive();
        assertThat(number(row, "lost")).as(way).isEqualTo(number(row, "expected") - number(row, "counted"));
        assertThat(number(row, "lostPercent") * number(row, "expected") / 100)
                .as(way)
                .isCloseTo(number(row, "lost"), Offset.offset(1 + number(row, "expected") / 1e7));
        assertSpread(row, "incrementNanos");
    }

    private void assertConclusion(Claims claims) {
        rows.forEach((way, row) -> {
            if (number(row, "lost") > 0) {
                claims.number(Pattern.quote(way) + " \\(#", number(row, "lostPercent"));
            }
            if (way.startsWith("threads") && CAREFUL.contains(way)) {
                claims.time("take for an increment:.* " + row.get("guard") + " #", nanos(way));
            }
        });
        String locked = "processes: file lock";
        claims.time("a thread alone takes #", nanos("one thread"))
                .time("under a file lock takes #", nanos(locked))
                .number("under a file lock takes [^,]+, #", ratio(locked, "processes: atomic"))
                .time("an atomic one on the same memory \\(#", nanos("processes: atomic"))
                .time("owns the counter it takes #", nanos("messages: owner"))
                .number("owns the counter it takes [^,]+, #", ratio("messages: owner", locked))
                .number("in one turn, and #", value(ACROSS_AWAIT, "lostPercent"))
                .time("a turn of the loop, takes #", nanos("coroutines: no lock"))
                .time("a turn of the loop, takes [^,]+ and #", nanos(ACROSS_AWAIT))
                .assertAllChecked();
    }

    private double ratio(String dividend, String divisor) {
        return nanos(dividend) / nanos(divisor);
    }

    private double nanos(String way) {
        return median(row(way), "incrementNanos");
    }

    private Map<String, Object> row(String way) {
        return Objects.requireNonNull(rows.get(way), way);
    }

    private double value(String way, String field) {
        return number(row(way), field);
    }
}
