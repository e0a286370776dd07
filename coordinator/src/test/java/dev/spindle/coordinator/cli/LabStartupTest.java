package dev.spindle.coordinator.cli;

import static dev.spindle.coordinator.cli.LabFindings.assertNear;
import static dev.spindle.coordinator.cli.LabFindings.assertSpread;
import static dev.spindle.coordinator.cli.LabFindings.median;
import static dev.spindle.coordinator.cli.LabFindings.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
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

    @SuppressWarnings("NullAway.Init") // set first of all
    private Map<String, Map<String, Object>> rows;

    @Test
    void startsUnitsOfAllKinds(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");
        Path picture = folder.resolve("picture.html");

        Ended ended = Spindle.of("lab", "startup", "--quick", "--json", file.toString(), "--plot", picture.toString())
                .end() // which finds that no process is left
                .assertStatus(0);
        assertThat(picture).isNotEmptyFile();

        assertThat(ended.out())
                .startsWith("What does it cost to start a unit")
                .containsPattern("unit +Java +samples +median +p25 +p75 +gone +pays from\n(process|no archive) +\\d+ ");
        assertFindings(LabFindings.of("startup", ended, file));
    }

    private void assertFindings(LabFindings findings) {
        assertThat(findings.fields()).containsKeys("warmUpMillis", "rounds", "seconds");
        rows = findings.rowsBy("unit");
        assertThat(rows.keySet()).contains(UNARCHIVED, WORKER, "worker, mmap", "thread", "thread pool", "coroutine");
        rows.forEach(LabStartupTest::assertRow);
        assertThat(micros(process()))
                .as("a JVM that has to start answers later than one that is there")
                .isGreaterThan(micros(WORKER));
        assertConclusion(findings.claims());
    }

    private static void assertRow(String unit, Map<String, Object> row) {
        assertThat(number(row, "java")).as(unit).isGreaterThanOrEqualTo(17);
        assertThat(number(row, "samples")).as(unit).isPositive();
        assertSpread(row, "startMicros");
        if (PROCESSES.contains(unit)) {
            assertSpread(row, "goneMicros");
        } else {
            assertThat(row).as(unit).containsEntry("goneMicros", null);
        }
        assertNear(unit, number(row, "enoughMicros"), 19 * median(row, "startMicros"));
    }

    private void assertConclusion(Claims claims) {
        claims.time("A new process for a job takes #", 1e3 * micros(process()))
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
        return Objects.requireNonNull(rows.get(unit), unit);
    }

    private double micros(String unit) {
        return median(row(unit), "startMicros");
    }
}
