package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;

/** What an experiment wrote as JSON, once what holds for all of them has been checked. */
record LabFindings(Map<String, Object> fields) {
    private static final Percentage ROUNDING = Percentage.withPercentage(1);
    private static final Pattern NUMBER = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)( µs| ms| s\\b)?");

    /** Of a quick run that also printed a table. */
    static LabFindings of(String experiment, Ended ended, Path file) throws Exception {
        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        LabFindings findings =
                new LabFindings(Result.parse(Files.readString(file)).fields());
        assertThat(findings.fields)
                .containsEntry("experiment", experiment)
                .containsEntry("quick", true)
                .containsKeys("notes", "rows", "conclusion")
                .hasEntrySatisfying(
                        "question", question -> assertThat((String) question).endsWith("?"));
        assertThat(findings.map("machine")).containsOnlyKeys("cpus", "model", "jvm", "os");
        assertThat(findings.rows()).isNotEmpty();
        assertDocumented(findings.fields, experiment);
        assertThat(findings.conclusion()).isNotEmpty().allSatisfy(sentence -> assertThat(sentence)
                .endsWith(".")
                .doesNotContain("null", "NaN", "Infinity", "  "));
        assertThat(ended.out().replaceAll("\\s+", " "))
                .contains(String.join(" ", findings.conclusion()).replaceAll("\\s+", " "));
        return findings;
    }

    /** The pages name every field. */
    private static void assertDocumented(Map<String, Object> fields, String experiment) throws IOException {
        Path pages = Path.of(System.getProperty("spindle.basedir"), "docs", "lab");
        String text =
                Files.readString(pages.resolve("README.md")) + Files.readString(pages.resolve(experiment + ".md"));
        assertThat(names(fields)).allSatisfy(name -> assertThat(text).contains("`" + name + "`"));
    }

    /** Of all fields, however deep; what is a number is no name. */
    private static Set<String> names(Object value) {
        Set<String> names = new TreeSet<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (!name.toString().matches("[0-9]+")) {
                    names.add(name.toString());
                }
                names.addAll(names(each));
            });
        } else if (value instanceof List<?> list) {
            list.forEach(each -> names.addAll(names(each)));
        }
        return names;
    }

    List<Map<String, Object>> rows() {
        return list("rows");
    }

    /** The rows by the text of a field that tells them apart. */
    Map<String, Map<String, Object>> rowsBy(String field) {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        for (Map<String, Object> row : rows()) {
            assertThat(rows.put((String) value(row, field), row)).as(field).isNull();
        }
        return rows;
    }

    List<String> conclusion() {
        return list(fields, "conclusion");
    }

    /** The first of the conclusion that begins so. */
    String sentence(String beginning) {
        return conclusion().stream()
                .filter(each -> each.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError(beginning));
    }

    /** The numbers of all sentences. */
    Claims claims() {
        return new Claims(String.join(" ", conclusion()));
    }

    /** The numbers of the sentence that begins so. */
    Claims claims(String beginning) {
        return new Claims(sentence(beginning));
    }

    List<Map<String, Object>> list(String field) {
        return list(fields, field);
    }

    Map<String, Object> map(String field) {
        return map(fields, field);
    }

    @SuppressWarnings("unchecked") // JSON
    static <E> List<E> list(Map<String, Object> fields, String field) {
        return (List<E>) value(fields, field);
    }

    @SuppressWarnings("unchecked") // JSON
    static Map<String, Object> map(Map<String, Object> fields, String field) {
        return (Map<String, Object>) value(fields, field);
    }

    static double number(Map<String, Object> fields, String field) {
        return ((Number) value(fields, field)).doubleValue();
    }

    static Object value(Map<String, Object> fields, String field) {
        return Objects.requireNonNull(fields.get(field), field);
    }

    /** A field with {@code median}, {@code p25} and {@code p75}, which lie around it. */
    static void assertSpread(Map<String, Object> row, String field) {
        Map<String, Object> spread = map(row, field);
        assertThat(spread).as("%s of %s", field, row).containsOnlyKeys("median", "p25", "p75");
        assertThat(median(row, field))
                .as("%s of %s", field, row)
                .isPositive()
                .isBetween(number(spread, "p25"), number(spread, "p75"));
    }

    static double median(Map<String, Object> row, String field) {
        return number(map(row, field), "median");
    }

    /** What is said is what was measured, but for rounding. */
    static void assertNear(String where, double said, double measured) {
        assertThat(said).as(where).isCloseTo(measured, ROUNDING);
    }

    /** That these are the numbers of the sentence, in this order; times in microseconds, whatever the unit of the sentence. */
    static void assertNumbers(String sentence, List<? extends Number> expected) {
        List<Double> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(sentence);
        while (number.find()) {
            String unit = number.group(2) == null ? "" : number.group(2).strip();
            double factor =
                    switch (unit) {
                        case "s" -> 1e6;
                        case "ms" -> 1e3;
                        default -> 1;
                    };
            numbers.add(factor * Double.parseDouble(number.group(1)));
        }
        assertThat(numbers).as(sentence).hasSameSizeAs(expected);
        for (int i = 0; i < numbers.size(); i++) {
            assertNear(sentence, numbers.get(i), expected.get(i).doubleValue());
        }
    }
}
