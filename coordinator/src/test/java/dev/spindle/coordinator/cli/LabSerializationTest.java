package dev.spindle.coordinator.cli;

import static dev.spindle.coordinator.cli.LabFindings.assertNumbers;
import static dev.spindle.coordinator.cli.LabFindings.assertSpread;
import static dev.spindle.coordinator.cli.LabFindings.median;
import static dev.spindle.coordinator.cli.LabFindings.number;
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
                assertSpread(row, each);
            }
            assertThat((Double) row.get("ratio")).isPositive();
            assertThat((Double) row.get("parts")).isPositive();
        });
        Map<String, Object> doubles = findings.rows().stream()
                .filter(row -> Objects.equals(row.get("items"), 100_000))
                .findFirst()
                .orElseThrow();
        assertThat(doubles).containsEntry("shape", "doubles");
        Map<String, Object> shortest = findings.rows().stream()
                .filter(row ->
                        Objects.equals(row.get("bytes"), 3) && Objects.equals(row.get("over"), doubles.get("over")))
                .findFirst()
                .orElseThrow();
        // A million times the bytes: whatever else the machine does meanwhile.
        for (String each : List.of("encodeMicros", "transportMicros", "decodeMicros")) {
            assertThat(median(doubles, each)).as(each).isGreaterThan(median(shortest, each));
        }
        assertThat(findings.list("refusals")).hasSize(4).allSatisfy(each -> assertThat(each)
                .containsEntry("refused", true)
                .hasEntrySatisfying("error", error -> assertThat((String) error).contains("cannot be written")));
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
        assertNumbers(withoutSizes(sentences.get(0)), first);
        assertBalance(sentences.get(1), piped);
        assertDearest(sentences.get(2), piped);
        assertNumbers(
                withoutSizes(sentences.get(3)).replace("5 %", ""), range(piped, row -> 19 * median(row, "jobMicros")));
        assertNumbers(
                withoutSizes(sentences.get(4)),
                Stream.concat(times(findings, 3), times(findings, 1 << 18)).toList());
    }

    /** Of each shape the sizes at which encoding and decoding take longer than the transport. */
    private static void assertBalance(String sentence, List<Map<String, Object>> piped) {
        String[] clauses = sentence.substring(sentence.indexOf(':') + 1).split(";", -1);
        for (String shape : shapes(piped)) {
            String clause = Stream.of(clauses)
                    .filter(each -> each.contains(" " + shape))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(shape + " in: " + sentence));
            List<Map<String, Object>> sizes = bySize(of(shape, piped));
            List<Map<String, Object>> heavy = sizes.stream()
                    .filter(row ->
                            median(row, "encodeMicros") + median(row, "decodeMicros") > median(row, "transportMicros"))
                    .toList();
            boolean toTheEnd =
                    sizes.subList(sizes.size() - heavy.size(), sizes.size()).equals(heavy);
            List<String> named =
                    heavy.stream().map(row -> size(number(row, "bytes"))).toList();
            if (heavy.isEmpty()) {
                assertThat(clause).contains("at no size");
            } else if (heavy.size() == sizes.size()) {
                assertThat(clause).contains("at every size");
            } else if (toTheEnd) {
                assertThat(clause).contains("from " + named.get(0) + " on");
            } else {
                assertThat(clause).contains(" at ").contains(named);
            }
        }
    }

    /** What one way costs at the largest size that all shapes have, what share of that is serialization, and how far these lie apart. */
    private static void assertDearest(String sentence, List<Map<String, Object>> piped) {
        double common = 1.1
                * shapes(piped).stream()
                        .mapToDouble(shape -> number(largest(of(shape, piped)), "bytes"))
                        .min()
                        .orElseThrow();
        List<Map<String, Object>> byCost = shapes(piped).stream()
                .map(shape -> largest(of(shape, piped).stream()
                        .filter(row -> number(row, "bytes") <= common)
                        .toList()))
                .sorted(Comparator.comparingDouble(LabSerializationTest::oneWay))
                .toList();
        List<Double> expected = new ArrayList<>(
                byCost.stream().map(LabSerializationTest::oneWay).toList());
        List<Long> shares = byCost.stream()
                .map(row -> Math.round(100 * (1 - median(row, "transportMicros") / oneWay(row))))
                .sorted()
                .toList();
        expected.add((double) shares.get(0));
        if (shares.get(shares.size() - 1) > shares.get(0)) {
            expected.add((double) shares.get(shares.size() - 1));
        }
        Map<String, Object> cheapest = byCost.get(0);
        Map<String, Object> dearest = byCost.get(byCost.size() - 1);
        if (oneWay(dearest) >= 1.1 * oneWay(cheapest)) {
            expected.add(oneWay(dearest) / oneWay(cheapest));
            assertThat(sentence).endsWith(" times " + cheapest.get("shape") + ".");
            assertThat(sentence.substring(sentence.indexOf(';'))).contains(String.valueOf(dearest.get("shape")));
        }
        assertNumbers(withoutSizes(sentence), expected);
        byCost.forEach(row -> assertThat(sentence).contains(" as " + row.get("shape")));
    }

    private static double oneWay(Map<String, Object> row) {
        return median(row, "encodeMicros") + median(row, "transportMicros") + median(row, "decodeMicros");
    }

    private static List<String> shapes(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> String.valueOf(row.get("shape")))
                .distinct()
                .toList();
    }

    private static List<Map<String, Object>> of(String shape, List<Map<String, Object>> rows) {
        return rows.stream().filter(row -> shape.equals(row.get("shape"))).toList();
    }

    /** As people read it. */
    private static String size(double bytes) {
        if (bytes < 1000) {
            return Math.round(bytes) + " bytes";
        }
        double number = bytes < 1000 << 10 ? bytes / 1024 : bytes / 1048576;
        double rough = number < 10 ? Math.round(number * 10) / 10.0 : Math.round(number);
        String text = rough == Math.rint(rough) ? String.valueOf(Math.round(rough)) : String.valueOf(rough);
        return text + (bytes < 1000 << 10 ? " KiB" : " MiB");
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
                .sorted(Comparator.comparingDouble(row -> number(row, "bytes")))
                .toList();
    }

    private static String withoutSizes(String sentence) {
        return sentence.replaceAll("[0-9.]+ (bytes|KiB|MiB)", "");
    }
}
