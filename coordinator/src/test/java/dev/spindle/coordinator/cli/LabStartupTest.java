package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabStartupTest {
    private static final String ARCHIVED = "process";
    private static final String UNARCHIVED = "no archive";
    private static final String OTHER_JAVA = "other Java";
    private static final Set<String> PROCESSES = Set.of(ARCHIVED, UNARCHIVED, OTHER_JAVA);
    private static final String WORKER = "worker";
    private static final Map<String, Double> LENGTHS_IN_MICROS =
            Map.of("1.00 ms", 1e3, "10.0 ms", 1e4, "100 ms", 1e5, "1.00 s", 1e6);

    private final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();

    @Test
    void startsUnitsOfAllKinds(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");
        Path picture = folder.resolve("picture.html");

        Ended ended = Spindle.of("lab", "startup", "--quick", "--json", file.toString(), "--plot", picture.toString())
                .end() // which finds that no process is left
                .assertStatus(0);
        assertThat(picture).isNotEmptyFile();

        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(ended.out())
                .startsWith("What does it cost to start a unit")
                .containsPattern("unit +Java +samples +median +p25 +p75 +gone +pays from\n(process|no archive) +\\d+ ");
        LabFindings.of("startup", ended, file);
        assertFindings(Result.parse(Files.readString(file)));
    }

    @SuppressWarnings("unchecked") // JSON objects
    private void assertFindings(Result findings) {
        assertThat(findings.text("experiment")).isEqualTo("startup");
        assertThat(findings.fields()).containsEntry("quick", true).containsKeys("warmUpMillis", "rounds", "seconds");
        for (Object each : (List<Object>) findings.fields().getOrDefault("rows", List.of())) {
            Map<String, Object> row = (Map<String, Object>) each;
            rows.put(String.valueOf(row.get("unit")), row);
        }
        assertThat(rows.keySet()).contains(UNARCHIVED, WORKER, "worker, mmap", "thread", "thread pool", "coroutine");
        rows.forEach(LabStartupTest::assertRow);
        assertThat(micros(process()))
                .as("a JVM that has to start answers later than one that is there")
                .isGreaterThan(micros(WORKER));
        assertConclusion((List<String>) findings.fields().getOrDefault("conclusion", List.of()));
    }

    private static void assertRow(String unit, Map<String, Object> row) {
        assertThat(number(row, "java")).as(unit).isGreaterThanOrEqualTo(17);
        assertThat(number(row, "samples")).as(unit).isPositive();
        assertSpread(unit, spread(row, "startMicros"));
        if (PROCESSES.contains(unit)) {
            assertSpread(unit, spread(row, "goneMicros"));
        } else {
            assertThat(row).as(unit).containsEntry("goneMicros", null);
        }
        assertThat(number(row, "enoughMicros"))
                .as(unit)
                .isCloseTo(19 * number(spread(row, "startMicros"), "median"), Percentage.withPercentage(1));
    }

    private static void assertSpread(String unit, Map<String, Object> spread) {
        assertThat(number(spread, "median"))
                .as(unit)
                .isPositive()
                .isBetween(number(spread, "p25"), number(spread, "p75"));
    }

    private void assertConclusion(List<String> sentences) {
        Claims claims = new Claims(sentences)
                .time("A new process for a job takes #", 1e3 * micros(process()))
                .number("A new process for a job takes [^,]+, #", micros(process()) / micros(WORKER))
                .time("a warm worker \\(#", 1e3 * micros(WORKER))
                .number("which takes #", micros(WORKER) / micros("thread"))
                .time("a new thread \\(#", 1e3 * micros("thread"))
                .number("The unit takes less than # %", 5);
        rows.forEach((unit, row) -> {
            if (unit.equals(process()) || !PROCESSES.contains(unit)) {
                claims.time("# " + Pattern.quote("(" + unit + ")"), 1e3 * number(row, "enoughMicros"));
            }
        });
        LENGTHS_IN_MICROS.forEach((text, length) -> assertPayoff(claims, text, length));
        claims.time("jobs shorter than #", 1e3 * micros(WORKER));
        if (rows.containsKey(ARCHIVED)) {
            claims.number("With the class archive of this program a process starts #", change(ARCHIVED));
        }
        if (rows.containsKey(OTHER_JAVA)) {
            claims.number("A process of Java #", number(row(OTHER_JAVA), "java"))
                    .number("A process of Java \\d+ starts #", change(OTHER_JAVA))
                    .number("than one of Java #", number(row(UNARCHIVED), "java"));
        }
        claims.assertAllChecked();
    }

    /** Counts jobs until two workers are ahead of one caller. */
    private void assertPayoff(Claims claims, String text, double length) {
        if (length > micros(WORKER)) {
            double pairs = 1;
            while (micros(process()) + pairs * (length + micros(WORKER)) >= 2 * pairs * length) {
                pairs++;
            }
            claims.number("# (jobs )?of " + text, 2 * pairs).time("\\d (?:jobs )?of (?=" + text + ")#", 1e3 * length);
        }
    }

    private String process() {
        return rows.containsKey(ARCHIVED) ? ARCHIVED : UNARCHIVED;
    }

    /** By how many percent it starts sooner or later. */
    private double change(String unit) {
        return 100 * Math.abs(micros(unit) / micros(UNARCHIVED) - 1);
    }

    private Map<String, Object> row(String unit) {
        return rows.getOrDefault(unit, Map.of());
    }

    private double micros(String unit) {
        return number(spread(row(unit), "startMicros"), "median");
    }

    @SuppressWarnings("unchecked") // a JSON object
    private static Map<String, Object> spread(Map<String, Object> row, String field) {
        return (Map<String, Object>) row.getOrDefault(field, Map.of());
    }

    private static double number(Map<String, Object> fields, String name) {
        return ((Number) fields.getOrDefault(name, Double.NaN)).doubleValue();
    }
}
