package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabSerializationTest {
    private static final List<String> MEASURED = List.of(
            "encodeMicros", "transportMicros", "decodeMicros", "transportBackMicros", "jobMicros", "threadMicros");

    @Test
    void measuresShapesSizesAndTransports(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");
        Path picture = folder.resolve("picture.svg");

        Ended ended = Spindle.of(
                        "lab", "serialization", "--quick", "--json", file.toString(), "--plot", picture.toString())
                .end()
                .assertStatus(0);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("What does it cost to hand a job's data to another process")
                .containsPattern("shape +bytes +encode +transport +decode +job +parts +thread +ratio\nstring +3 ");
        assertThat(picture).content().contains("<svg ", "prefers-color-scheme: dark");
        LabFindings findings = LabFindings.of("serialization", ended, file);
        assertRows(findings);
        assertConclusion(findings);
    }

    private static void assertRows(LabFindings findings) {
        assertThat(findings.rows())
                .extracting(row -> row.get("shape") + "/" + row.get("over"))
                .contains("string/pipe", "string/unix", "string/tcp", "string/mmap", "records/pipe");
        assertThat(findings.rows()).extracting(row -> row.get("bytes")).contains(3, 57, 1024, 1 << 18);
        assertThat(findings.rows()).allSatisfy(row -> {
            for (String each : MEASURED) {
                LabFindings.assertSpread(row, each);
            }
            assertThat((Double) row.get("ratio")).isPositive();
            assertThat((Double) row.get("parts")).isPositive();
        });
        Map<String, Object> doubles = findings.rows().stream()
                .filter(row -> Objects.equals(row.get("items"), 100_000))
                .findFirst()
                .orElseThrow();
        assertThat(doubles).containsEntry("shape", "doubles");
        assertThat(median(doubles, "decodeMicros")).isGreaterThan(median(doubles, "transportMicros"));
        assertThat(findings.list("refusals")).hasSize(4).allSatisfy(each -> assertThat(each)
                .containsEntry("refused", true)
                .hasEntrySatisfying("error", error -> assertThat((String) error).contains("cannot be written")));
    }

    private static double median(Map<String, Object> row, String field) {
        return LabFindings.median(row, field);
    }

    /** Each number of each sentence, from the rows alone. */
    private static void assertConclusion(LabFindings findings) {
        List<Map<String, Object>> piped = findings.rows().stream()
                .filter(row -> Objects.equals(row.get("over"), "pipe"))
                .toList();
        List<String> sentences = findings.conclusion();
        assertThat(sentences).hasSize(6);
        double threadOfSmallest = median(smallest(piped), "threadMicros");
        double threadOfLargest = median(largest(piped), "threadMicros");
        List<Double> first = new ArrayList<>();
        first.addAll(range(piped, row -> median(row, "threadMicros")));
        first.addAll(range(piped, row -> median(row, "jobMicros") / median(row, "threadMicros")));
        first.add(threadOfLargest / threadOfSmallest);
        first.add(median(largest(piped), "jobMicros") / median(smallest(piped), "jobMicros"));
        LabFindings.assertNumbers(withoutSizes(sentences.get(0)), first);
        LabFindings.assertNumbers(
                withoutSizes(sentences.get(3)).replace("5 %", ""), range(piped, row -> 19 * median(row, "jobMicros")));
        LabFindings.assertNumbers(
                withoutSizes(sentences.get(4)),
                Stream.concat(times(findings, 3), times(findings, 1 << 18)).toList());
    }

    /** What every transport takes for so many bytes of string, ascending. */
    private static Stream<Double> times(LabFindings findings, int bytes) {
        Predicate<Map<String, Object>> wanted =
                row -> Objects.equals(row.get("shape"), "string") && Objects.equals(row.get("bytes"), bytes);
        return findings.rows().stream()
                .filter(wanted)
                .map(row -> median(row, "jobMicros"))
                .sorted();
    }

    private static List<Double> range(List<Map<String, Object>> rows, ToDoubleFunction<Map<String, Object>> what) {
        double[] sorted = rows.stream().mapToDouble(what).sorted().toArray();
        return List.of(sorted[0], sorted[sorted.length - 1]);
    }

    private static Map<String, Object> smallest(List<Map<String, Object>> rows) {
        return bySize(rows).get(0);
    }

    private static Map<String, Object> largest(List<Map<String, Object>> rows) {
        return bySize(rows).get(rows.size() - 1);
    }

    private static List<Map<String, Object>> bySize(List<Map<String, Object>> rows) {
        return rows.stream()
                .sorted(Comparator.comparingDouble(row -> LabFindings.number(row, "bytes")))
                .toList();
    }

    private static String withoutSizes(String sentence) {
        return sentence.replaceAll("[0-9.]+ (bytes|KiB|MiB)", "");
    }
}
