package dev.spindle.coordinator.cli;

import static dev.spindle.coordinator.cli.LabFindings.assertNumbers;
import static dev.spindle.coordinator.cli.LabFindings.map;
import static dev.spindle.coordinator.cli.LabFindings.median;
import static dev.spindle.coordinator.cli.LabFindings.number;
import static dev.spindle.coordinator.cli.LabFindings.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabIsolationTest {
    @Test
    void processesSurviveWhatThreadsDoNot(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");
        Path picture = folder.resolve("picture.html");

        Ended ended = Spindle.of("lab", "isolation", "--quick", "--json", file.toString(), "--plot", picture.toString())
                .end() // looks for processes that are left, too
                .assertStatus(0);
        assertThat(picture).isNotEmptyFile();

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).containsPattern("misbehaviour +in a thread +threads +JVM +in a process");
        LabFindings findings = LabFindings.of("isolation", ended, file);
        List<Map<String, Object>> rows = findings.rows();
        assertThat(rows)
                .extracting(row -> row.get("misbehaviour"))
                .containsExactly(
                        "exception", "exit", "out of memory", "endless loop", "native crash", "corrupted state");
        rows.forEach(row -> assertCounts(row, map(row, "thread")));
        rows.forEach(row -> assertProcess(row, map(row, "process")));
        assertThreads(rows);
        assertConclusion(findings, rows);
    }

    private static void assertCounts(Map<String, Object> row, Map<String, Object> side) {
        double sum = number(side, "right") + number(side, "wrong") + number(side, "failed") + number(side, "missing");
        assertThat(sum).isEqualTo(number(row, "others"));
        assertThat(number(side, "outOfMemory")).isLessThanOrEqualTo(number(side, "failed"));
        boolean survived = number(side, "right") == number(row, "others") && number(side, "slots") == 2;
        assertThat(side).containsEntry("survived", survived).containsKeys("nextMillis", "bad", "ends");
    }

    private static void assertProcess(Map<String, Object> row, Map<String, Object> process) {
        assertCounts(row, process);
        assertThat(process).as("%s", row).containsEntry("survived", true);
        assertThat(number(process, "nextMillis")).isPositive();
    }

    /** What Java says of it. */
    private static void assertThreads(List<Map<String, Object>> rows) {
        assertThat(thread(rows, 0)).containsEntry("survived", true).containsEntry("ends", List.of("lives"));
        for (int dead : new int[] {1, 4}) {
            assertThat(thread(rows, dead)).containsEntry("slots", 0).doesNotContainEntry("ends", List.of("lives"));
            assertThat(number(thread(rows, dead), "missing"))
                    .isGreaterThanOrEqualTo(number(rows.get(dead), "others") / 2);
        }
        assertThat(thread(rows, 3))
                .containsEntry("slots", 1)
                .containsEntry("ends", List.of("lives"))
                .containsEntry("bad", List.of("cannot be stopped"));
        assertThat(number(thread(rows, 5), "wrong")).isGreaterThanOrEqualTo(number(rows.get(5), "others") / 2);
    }

    private static void assertConclusion(LabFindings findings, List<Map<String, Object>> rows) {
        List<String> sentences = findings.conclusion();
        assertNumbers(sentences.get(0), List.of(6, survivors(rows, "thread"), survivors(rows, "process")));
        assertNumbers(sentences.get(1), harm(rows));
        assertThat(sentences.get(2))
                .contains("exit (", "endless loop (", "native crash (", "corrupted state (recycled)");
        List<Number> next = new ArrayList<>(range(rows, "thread"));
        next.addAll(range(rows, "process"));
        assertNumbers(sentences.get(3), next);
        Map<String, Object> kept = findings.map("withoutRecycling");
        assertThat(number(kept, "right") + number(kept, "wrong")).isEqualTo(number(kept, "others"));
        assertThat(number(kept, "wrongWorkers")).isLessThanOrEqualTo(1);
        assertNumbers(
                sentences.get(4),
                number(kept, "wrong") == 0
                        ? List.of(number(kept, "right"), number(kept, "others"))
                        : List.of(number(kept, "wrong"), number(kept, "others"), number(kept, "wrongWorkers"), 2));
        assertGarbage(findings.list("garbage"), sentences.get(5), sentences.get(6));
    }

    private static long survivors(List<Map<String, Object>> rows, String unit) {
        return rows.stream()
                .map(row -> map(row, unit))
                .filter(side -> Boolean.TRUE.equals(side.get("survived")))
                .count();
    }

    private static List<Number> harm(List<Map<String, Object>> rows) {
        List<Number> numbers = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            Map<String, Object> thread = map(row, "thread");
            if (Boolean.TRUE.equals(thread.get("survived"))) {
                continue;
            }
            if (number(thread, "slots") == 0) {
                Stream.of(value(thread, "ends")
                                .toString()
                                .replaceAll("\\D+", " ")
                                .strip()
                                .split(" "))
                        .filter(digits -> !digits.isEmpty())
                        .forEach(digits -> numbers.add(Integer.valueOf(digits)));
            } else if (number(thread, "slots") < 2) {
                numbers.addAll(List.of(number(thread, "slots"), 2));
            }
            for (String count : List.of("missing", "wrong", "failed")) {
                if (number(thread, count) > 0) {
                    numbers.addAll(List.of(number(thread, count), number(row, "others")));
                }
            }
            if (number(thread, "failed") > 0) {
                numbers.add(number(thread, "outOfMemory"));
            }
        }
        return numbers;
    }

    private static List<Number> range(List<Map<String, Object>> rows, String unit) {
        List<Double> times = rows.stream()
                .map(row -> (Double) map(row, unit).get("nextMillis"))
                .filter(Objects::nonNull)
                .map(millis -> millis * 1e3)
                .sorted()
                .toList();
        List<Number> numbers = new ArrayList<>(List.of(times.get(0), times.get(times.size() - 1)));
        if (times.size() < rows.size()) {
            numbers.addAll(List.of(times.size(), rows.size()));
        }
        return numbers;
    }

    private static void assertGarbage(List<Map<String, Object>> garbage, String standstill, String rate) {
        assertThat(garbage)
                .extracting(pace -> pace.get("place") + " " + pace.get("neighbour"))
                .containsExactlyInAnyOrder(
                        "thread none", "thread computing", "thread garbage", "process computing", "process garbage");
        List<Number> still = new ArrayList<>();
        for (String place : List.of("thread", "process")) {
            Map<String, Object> pace = pace(garbage, place, "garbage");
            still.addAll(List.of(number(pace, "pausedPercent"), number(pace, "collections")));
        }
        assertNumbers(standstill, still);
        assertNumbers(
                rate,
                List.of(
                        Math.round(100 * perSecond(garbage, "thread")),
                        Math.round(100 * perSecond(garbage, "process")),
                        median(pace(garbage, "thread", "none"), "stepMicros"),
                        median(pace(garbage, "thread", "garbage"), "worstMicros"),
                        median(pace(garbage, "thread", "computing"), "worstMicros"),
                        median(pace(garbage, "process", "garbage"), "worstMicros"),
                        median(pace(garbage, "process", "computing"), "worstMicros")));
    }

    private static double perSecond(List<Map<String, Object>> garbage, String place) {
        return number(pace(garbage, place, "garbage"), "perSecond")
                / number(pace(garbage, place, "computing"), "perSecond");
    }

    private static Map<String, Object> pace(List<Map<String, Object>> garbage, String place, String neighbour) {
        return garbage.stream()
                .filter(pace -> place.equals(pace.get("place")) && neighbour.equals(pace.get("neighbour")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> thread(List<Map<String, Object>> rows, int row) {
        return map(rows.get(row), "thread");
    }
}
