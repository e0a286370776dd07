package dev.spindle.coordinator.cli;

import static dev.spindle.coordinator.cli.LabFindings.assertNumbers;
import static dev.spindle.coordinator.cli.LabFindings.list;
import static dev.spindle.coordinator.cli.LabFindings.map;
import static dev.spindle.coordinator.cli.LabFindings.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabPreemptionTest {
    @Test
    void aBusyCoroutineSilencesTheOthers(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");
        Path picture = folder.resolve("picture.png");

        Ended ended = Spindle.of(
                        "lab", "preemption", "--quick", "--json", file.toString(), "--plot", picture.toString())
                .end() // looks for processes that are left, too
                .assertStatus(0);
        assertThat(picture).isNotEmptyFile();

        assertThat(ended.out()).containsPattern("heartbeat in a +Java +busy +beats +missed +median +p99 +worst");
        LabFindings findings = LabFindings.of("preemption", ended, file);
        List<Map<String, Object>> rows = findings.rows();
        List<String> notes = list(findings.fields(), "notes");
        assertThat(ended.err().lines()).hasSameSizeAs(notes);
        rows.forEach(LabPreemptionTest::assertRow);
        assertThat(rows)
                .extracting(row -> row.get("unit"))
                .startsWith("coroutine", "coroutine", "thread", "thread", "thread")
                .endsWith("process", "process", "process");
        // All that its loop did was to wait for the one that never awaits.
        double expected = number(rows.get(1), "expected");
        assertThat(number(rows.get(1), "busy")).isEqualTo(1);
        assertThat(number(rows.get(1), "missed")).isEqualTo(expected - 1);
        assertFrozen(findings.map("frozen"));
        assertConclusion(findings, rows);
    }

    private static void assertRow(Map<String, Object> row) {
        assertThat(number(row, "beats")).isPositive();
        assertThat(number(row, "missed")).isEqualTo(number(row, "expected") - number(row, "beats"));
        List<Integer> classes = list(row, "delayClasses");
        assertThat(classes).hasSize(7);
        assertThat(classes.stream().mapToDouble(Integer::doubleValue).sum()).isEqualTo(number(row, "expected"));
        assertThat(classes.get(6).doubleValue()).isEqualTo(number(row, "missed"));
        double median = delay(row, "median");
        assertThat(median).isBetween(delay(row, "p25"), delay(row, "p75"));
        assertThat(delay(row, "p99")).isBetween(median, delay(row, "worst"));
    }

    private static void assertFrozen(Map<String, Object> frozen) {
        assertThat(frozen).containsEntry("by", "SIGKILL"); // what is stopped hears of nothing else
        assertThat(number(frozen, "afterMillis")).isPositive();
        assertThat(number(frozen, "missed")).isLessThan(number(frozen, "expected"));
        assertThat(number(frozen, "jobsMeanwhile")).isPositive();
    }

    private static void assertConclusion(LabFindings findings, List<Map<String, Object>> rows) {
        List<String> sentences = findings.conclusion();
        List<Double> counts = rows.stream()
                .map(row -> number(row, "busy"))
                .distinct()
                .sorted()
                .toList();
        assertThat(sentences).hasSize(counts.size() + 2);
        for (int i = 0; i < counts.size(); i++) {
            double busy = counts.get(i);
            List<Number> numbers = new ArrayList<>(busy == 0 ? List.of() : List.of(busy));
            rows.stream()
                    .filter(row -> number(row, "busy") == busy)
                    .sorted(Comparator.<Map<String, Object>>comparingDouble(row -> number(row, "missed"))
                            .thenComparingDouble(row -> delay(row, "worst")))
                    .forEach(row -> numbers.addAll(
                            List.of(number(row, "missed"), number(row, "expected"), delay(row, "worst"))));
            assertNumbers(sentences.get(i), numbers);
        }
        assertRhythm(rows, sentences.get(counts.size()));
        Map<String, Object> frozen = findings.map("frozen");
        assertNumbers(
                sentences.get(counts.size() + 1),
                List.of(
                        1e3 * number(frozen, "afterMillis"),
                        number(frozen, "missed"),
                        number(frozen, "expected"),
                        number(frozen, "worstMicros"),
                        number(frozen, "jobsMeanwhile")));
    }

    private static void assertRhythm(List<Map<String, Object>> rows, String sentence) {
        for (Object unit : rows.stream().map(row -> row.get("unit")).distinct().toList()) {
            boolean lost = rows.stream()
                    .filter(row -> Objects.equals(row.get("unit"), unit))
                    .anyMatch(row -> number(row, "missed") > 0.1 * number(row, "expected"));
            assertThat(sentence.contains("in a " + unit + " it does not"))
                    .as("%s: %s", unit, sentence)
                    .isEqualTo(lost);
        }
        assertThat(sentence).contains("in a coroutine it does not, beside ");
    }

    private static double delay(Map<String, Object> row, String which) {
        return number(map(row, "delayMicros"), which);
    }
}
