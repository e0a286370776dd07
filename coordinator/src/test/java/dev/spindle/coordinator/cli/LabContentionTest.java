package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
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

    private final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();

    @Test
    void countsInEveryWay(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");
        Path picture = folder.resolve("picture.png");

        Ended ended = Spindle.of(
                        "lab", "contention", "--quick", "--json", file.toString(), "--plot", picture.toString())
                .end() // which finds that no process is left
                .assertStatus(0);
        assertThat(picture).isNotEmptyFile();

        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(ended.out())
                .startsWith("What becomes of a counter")
                .containsPattern("way +increments +lost +median +p25 +p75 +ratio\none thread +\\d+ +0 % ");
        LabFindings.of("contention", ended, file);
        assertFindings(Result.parse(Files.readString(file)));
    }

    @SuppressWarnings("unchecked") // JSON objects
    private void assertFindings(Result findings) {
        assertThat(findings.text("experiment")).isEqualTo("contention");
        assertThat(findings.fields()).containsEntry("quick", true).containsKeys("warmUpMillis", "repetitionMillis");
        for (Object each : (List<Object>) findings.fields().getOrDefault("rows", List.of())) {
            Map<String, Object> row = (Map<String, Object>) each;
            rows.put(String.valueOf(row.get("way")), row);
        }
        assertThat(rows.keySet())
                .containsAll(CAREFUL)
                .contains("threads: no lock", "threads: volatile", "processes: no lock", ACROSS_AWAIT);
        rows.values().forEach(LabContentionTest::assertRow);
        CAREFUL.forEach(way -> assertThat(value(way, "lost")).as(way).isZero());
        assertThat(value(ACROSS_AWAIT, "counted") * 2).isEqualTo(value(ACROSS_AWAIT, "expected"));
        rows.keySet().forEach(way -> assertThat(value(way, "ratio"))
                .isCloseTo(nanos(way) / nanos("one thread"), Percentage.withPercentage(1)));
        assertConclusion((List<String>) findings.fields().getOrDefault("conclusion", List.of()));
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
        Map<String, Object> spread = spread(row);
        assertThat(number(spread, "median"))
                .as(way)
                .isPositive()
                .isBetween(number(spread, "p25"), number(spread, "p75"));
    }

    private void assertConclusion(List<String> sentences) {
        Claims claims = new Claims(sentences);
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
        return number(spread(rows.getOrDefault(way, Map.of())), "median");
    }

    private double value(String way, String field) {
        return number(rows.getOrDefault(way, Map.of()), field);
    }

    @SuppressWarnings("unchecked") // a JSON object
    private static Map<String, Object> spread(Map<String, Object> row) {
        return (Map<String, Object>) row.getOrDefault("incrementNanos", Map.of());
    }

    private static double number(Map<String, Object> fields, String name) {
        return ((Number) fields.getOrDefault(name, Double.NaN)).doubleValue();
    }
}
