package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabScalingTest {
    private static final double ROUNDING = 0.01;
    private static final String FIGURE = "(\\d+(?:\\.\\d+)?)";
    private static final String UNIT = "([a-z]+(?: threads)?)(?: \\(Java \\d+\\))?";

    @SuppressWarnings("NullAway.Init") // set first of all
    private Result findings;

    @Test
    void measuresEveryUnitAndSaysWhatFollows(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");
        Path picture = folder.resolve("picture.svg");

        Ended ended = Spindle.of("lab", "scaling", "--quick", "--json", file.toString(), "--plot", picture.toString())
                .end()
                .assertStatus(0);
        assertThat(picture).isNotEmptyFile();

        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(ended.out())
                .startsWith("Who does many jobs sooner on few cores")
                .contains("\nspeed-up by jobs at once ", "\nCPU threads ", "\nwait bound: schedule ");
        LabFindings.of("scaling", ended, file);
        findings = Result.parse(Files.readString(file));
        assertRows();
        assertBounds();
        assertConclusion();
    }

    private void assertRows() {
        assertThat(findings.text("experiment")).isEqualTo("scaling");
        assertThat(rows())
                .extracting(row -> row.get("unit"))
                .contains("sequential", "threads", "processes", "coroutines");
        assertThat(rows()).allSatisfy(row -> {
            Map<String, Object> makespan = object(row, "makespanMicros");
            double median = number(makespan, "median");
            assertThat(median).isPositive().isBetween(number(makespan, "p25"), number(makespan, "p75"));
            assertThat(number(row, "speedup"))
                    .isCloseTo(number(object(aloneFor(row), "makespanMicros"), "median") / median, within(0.001));
            assertThat(number(row, "jobMillis")).isPositive();
            assertThat(number(row, "serialShare")).isBetween(0.0, 1.0);
        });
        for (Map<String, Object> weight : objects("memory")) {
            assertThat(number(weight, "bytes")).as("%s", weight).isPositive();
        }
    }

    private void assertBounds() {
        for (Map<String, Object> row : rows()) {
            double lanes = number(row, "lanes");
            double share = number(row, "serialShare");
            assertThat(number(row, "amdahl")).isCloseTo(1 / (share + (1 - share) / lanes), within(0.001));
            assertThat(number(row, "schedule")).isBetween(0.999, lanes + 0.001);
        }
        assertThat(rows())
                .filteredOn(row -> "cpu".equals(row.get("work")) && "coroutines".equals(row.get("unit")))
                .allSatisfy(row -> assertThat(number(row, "schedule")).isEqualTo(1));
    }

    private void assertConclusion() {
        int cores = (int) number(findings.fields(), "cores");
        assertListing(sentence("CPU-bound work, "), "cpu", cores, row -> number(row, "speedup"));
        String waiting = sentence("Waiting needs no core: " + 2 * cores + " jobs at once");
        int half = waiting.indexOf("; all 200 at once");
        assertListing(waiting.substring(0, half), "waiting", 2 * cores, row -> number(row, "speedup"));
        assertListing(waiting.substring(half), "waiting", 200, row -> number(row, "speedup"));
        assertNear(
                figure(waiting, "the longest job allows " + FIGURE),
                number(row("waiting", "threads", 200), "schedule"));
        assertContention(sentence("With " + 2 * cores + " at once"), 2 * cores);
        if (cores > 1) {
            assertStructure(sentence("The structure"), cores);
        }
        assertMemory(sentence("In memory"));
        double threads = number(row("cpu", "threads", cores), "speedup");
        String lock = sentence("Java has no global lock");
        assertNear(figure(lock, "threads sped CPU-bound work up " + FIGURE + " times"), threads);
        assertThat(lock.contains("here that shows nothing")).isEqualTo(threads < 1.15);
    }

    private void assertStructure(String sentence, int cores) {
        Map<String, Object> row = row("cpu", "threads", cores);
        assertNear(figure(sentence, "jobs allows " + FIGURE + " times"), number(row, "schedule"));
        Matcher matcher = Pattern.compile("(\\d+) % in " + UNIT).matcher(sentence);
        int found = 0;
        while (matcher.find()) {
            Map<String, Object> named = row("cpu", matcher.group(2), cores);
            double bound = Math.min(number(named, "amdahl"), number(named, "schedule"));
            assertThat(Double.parseDouble(matcher.group(1)))
                    .isCloseTo(100 * number(named, "speedup") / bound, within(0.51));
            found++;
        }
        assertThat(found).isEqualTo(at("cpu", cores).size() - 1); // all but the coroutines
    }

    private void assertContention(String sentence, int past) {
        Matcher matcher =
                Pattern.compile(FIGURE + " times as long as alone in " + UNIT).matcher(sentence);
        int found = 0;
        while (matcher.find()) {
            assertNear(Double.parseDouble(matcher.group(1)), number(row("cpu", matcher.group(2), past), "slowdown"));
            found++;
        }
        assertThat(found).isEqualTo(at("cpu", past).size() - 1);
    }

    private void assertMemory(String sentence) {
        List<Map<String, Object>> byBytes = new ArrayList<>(objects("memory"));
        byBytes.sort(Comparator.comparingDouble(weight -> number(weight, "bytes")));
        List<String> named = new ArrayList<>();
        Matcher matcher =
                Pattern.compile(UNIT + "(?: take)? [\\d.]+ (?:bytes|KiB|MiB)").matcher(sentence);
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        assertThat(named)
                .isEqualTo(byBytes.stream().map(each -> each.get("unit")).toList());
        assertNear(
                figure(sentence, "as much as " + FIGURE + " of the first"),
                number(byBytes.get(byBytes.size() - 1), "bytes") / number(byBytes.get(0), "bytes"));
    }

    /** Every unit with its figure, the largest first. */
    private void assertListing(String words, String work, int atOnce, ToDoubleFunction<Map<String, Object>> figure) {
        Matcher matcher = Pattern.compile(FIGURE + " times in " + UNIT).matcher(words);
        double last = Double.MAX_VALUE;
        int found = 0;
        while (matcher.find()) {
            double said = Double.parseDouble(matcher.group(1));
            assertNear(said, figure.applyAsDouble(row(work, matcher.group(2), atOnce)));
            assertThat(said).isLessThanOrEqualTo(last);
            last = said;
            found++;
        }
        assertThat(found).as(words).isEqualTo(at(work, atOnce).size());
    }

    private static void assertNear(double said, double measured) {
        assertThat(said).isCloseTo(measured, within(ROUNDING * Math.abs(measured)));
    }

    private static double figure(String sentence, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(sentence);
        assertThat(matcher.find()).as(sentence).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @SuppressWarnings("unchecked") // sentences
    private String sentence(String beginning) {
        return ((List<String>) Objects.requireNonNull(findings.fields().get("conclusion")))
                .stream()
                        .filter(each -> each.startsWith(beginning))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(beginning));
    }

    private List<Map<String, Object>> at(String work, int atOnce) {
        return rows().stream()
                .filter(row -> work.equals(row.get("work"))
                        && Objects.equals(atOnce, row.get("atOnce"))
                        && !"sequential".equals(row.get("unit")))
                .toList();
    }

    private Map<String, Object> row(String work, String unit, int atOnce) {
        return at(work, atOnce).stream()
                .filter(row -> unit.equals(row.get("unit")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(work + " " + unit + " " + atOnce));
    }

    /** The sequential one of the same work and Java. */
    private Map<String, Object> aloneFor(Map<String, Object> row) {
        return rows().stream()
                .filter(each -> Objects.equals(each.get("work"), row.get("work"))
                        && Objects.equals(each.get("java"), row.get("java"))
                        && "sequential".equals(each.get("unit")))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, Object>> rows() {
        return objects("rows");
    }

    @SuppressWarnings("unchecked") // JSON objects
    private List<Map<String, Object>> objects(String name) {
        return (List<Map<String, Object>>)
                Objects.requireNonNull(findings.fields().get(name));
    }

    @SuppressWarnings("unchecked") // a JSON object
    private static Map<String, Object> object(Map<String, Object> row, String name) {
        return (Map<String, Object>) Objects.requireNonNull(row.get(name));
    }

    private static double number(Map<String, Object> row, String name) {
        return ((Number) Objects.requireNonNull(row.get(name), name)).doubleValue();
    }
}
