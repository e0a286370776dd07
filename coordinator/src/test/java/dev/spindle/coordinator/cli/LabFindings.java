package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @SuppressWarnings("unchecked") // JSON
    List<String> conclusion() {
        return (List<String>) Objects.requireNonNull(fields.get("conclusion"));
    }

    @SuppressWarnings("unchecked") // JSON
    List<Map<String, Object>> list(String field) {
        return (List<Map<String, Object>>) Objects.requireNonNull(fields.get(field));
    }

    @SuppressWarnings("unchecked") // JSON
    Map<String, Object> map(String field) {
        return (Map<String, Object>) Objects.requireNonNull(fields.get(field));
    }

    /** A field with {@code median}, {@code p25} and {@code p75}, which lie around it. */
    static void assertSpread(Map<String, Object> row, String field) {
        Map<String, Number> spread = spread(row, field);
        assertThat(spread).as(field).containsOnlyKeys("median", "p25", "p75");
        assertThat(median(row, field)).as(field).isPositive().isBetween(number(spread, "p25"), number(spread, "p75"));
    }

    static double median(Map<String, Object> row, String field) {
        return number(spread(row, field), "median");
    }

    @SuppressWarnings("unchecked") // JSON
    private static Map<String, Number> spread(Map<String, Object> row, String field) {
        return (Map<String, Number>) Objects.requireNonNull(row.get(field), field);
    }

    static double number(Map<String, ?> fields, String field) {
        return ((Number) Objects.requireNonNull(fields.get(field), field)).doubleValue();
    }

    /** That these are the numbers of the sentence, in this order; times in microseconds, whatever the unit of the sentence. */
    static void assertNumbers(String sentence, List<Double> expected) {
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
            assertThat(numbers.get(i)).as(sentence).isCloseTo(expected.get(i), ROUNDING);
        }
    }
}
