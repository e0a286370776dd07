package dev.spindle.coordinator.cli;

import static dev.spindle.coordinator.cli.LabFindings.assertNear;
import static dev.spindle.coordinator.cli.LabFindings.assertSpread;
import static dev.spindle.coordinator.cli.LabFindings.median;
import static dev.spindle.coordinator.cli.LabFindings.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spindle.coordinator.cli.Spindle.Ended;
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
    private static final String UNIT = "([a-z]+(?: threads)?)(?: \\(Java \\d+\\))?";

    @SuppressWarnings("NullAway.Init") // set first of all
    private LabFindings findings;

    @Test
    void measuresEveryUnitAndSaysWhatFollows(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");
        Path picture = folder.resolve("picture.svg");

        Ended ended = Spindle.of("lab", "scaling", "--quick", "--json", file.toString(), "--plot", picture.toString())
                .end()
                .assertStatus(0);
        assertThat(picture).isNotEmptyFile();

        assertThat(ended.out())
                .startsWith("Who does many jobs sooner on few cores")
                .contains("\nspeed-up by jobs at once ", "\nCPU threads ", "\nwait bound: schedule ");
        findings = LabFindings.of("scaling", ended, file);
        assertRows();
        assertBounds();
        assertConclusion();
    }

    private void assertRows() {
        assertThat(findings.rows())
                .extracting(row -> row.get("unit"))
                .contains("sequential", "threads", "processes", "coroutines");
        assertThat(findings.rows()).allSatisfy(row -> {
            assertSpread(row, "makespanMicros");
            assertThat(number(row, "speedup"))
                    .isCloseTo(median(aloneFor(row), "makespanMicros") / median(row, "makespanMicros"), within(0.001));
            assertThat(number(row, "jobMillis")).isPositive();
            assertThat(number(row, "serialShare")).isBetween(0.0, 1.0);
        });
        for (Map<String, Object> weight : findings.list("memory")) {
            assertThat(number(weight, "bytes")).as("%s", weight).isPositive();
        }
    }

    private void assertBounds() {
        for (Map<String, Object> row : findings.rows()) {
            double lanes = number(row, "lanes");
            double share = number(row, "serialShare");
            assertThat(number(row, "amdahl")).isCloseTo(1 / (share + (1 - share) / lanes), within(0.001));
            assertThat(number(row, "schedule")).isBetween(0.999, lanes + 0.001);
        }
        assertThat(findings.rows())
                .filteredOn(row -> "cpu".equals(row.get("work")) && "coroutines".equals(row.get("unit")))
                .allSatisfy(row -> assertThat(number(row, "schedule")).isEqualTo(1));
    }

    private void assertConclusion() {
        int cores = (int) number(findings.fields(), "cores");
        assertListing(findings.sentence("CPU-bound work, "), "cpu", cores, row -> number(row, "speedup"));
        String waiting = findings.sentence("Waiting needs no core: " + 2 * cores + " jobs at once");
        int half = waiting.indexOf("; all 200 at once");
        assertListing(waiting.substring(0, half), "waiting", 2 * cores, row -> number(row, "speedup"));
        assertListing(waiting.substring(half), "waiting", 200, row -> number(row, "speedup"));
        new Claims(waiting).number("the longest job allows #", number(row("waiting", "threads", 200), "schedule"));
        assertContention(findings.sentence("With " + 2 * cores + " at once"), 2 * cores);
        if (cores > 1) {
            assertStructure(findings.sentence("The structure"), cores);
        }
        assertMemory(findings.sentence("In memory"));
        double threads = number(row("cpu", "threads", cores), "speedup");
        String lock = findings.sentence("Java has no global lock");
        new Claims(lock).number("threads sped CPU-bound work up # times", threads);
        assertThat(lock.contains("here that shows nothing")).isEqualTo(threads < 1.15);
    }

    private void assertStructure(String sentence, int cores) {
        Map<String, Object> row = row("cpu", "threads", cores);
        new Claims(sentence).number("jobs allows # times", number(row, "schedule"));
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
        Matcher matcher = Pattern.compile(Claims.FIGURE + " times as long as alone in " + UNIT)
                .matcher(sentence);
        int found = 0;
        while (matcher.find()) {
            assertNear(
                    sentence,
                    Double.parseDouble(matcher.group(1)),
                    number(row("cpu", matcher.group(2), past), "slowdown"));
            found++;
        }
        assertThat(found).isEqualTo(at("cpu", past).size() - 1);
    }

    private void assertMemory(String sentence) {
        List<Map<String, Object>> byBytes = new ArrayList<>(findings.list("memory"));
        byBytes.sort(Comparator.comparingDouble(weight -> number(weight, "bytes")));
        List<String> named = new ArrayList<>();
        Matcher matcher =
                Pattern.compile(UNIT + "(?: take)? [\\d.]+ (?:bytes|KiB|MiB)").matcher(sentence);
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        assertThat(named)
                .isEqualTo(byBytes.stream().map(each -> each.get("unit")).toList());
        new Claims(sentence)
                .number(
                        "as much as # of the first",
                        number(byBytes.get(byBytes.size() - 1), "bytes") / number(byBytes.get(0), "bytes"));
    }

    /** Every unit with its figure, the largest first. */
    private void assertListing(String words, String work, int atOnce, ToDoubleFunction<Map<String, Object>> figure) {
        Matcher matcher = Pattern.compile(Claims.FIGURE + " times in " + UNIT).matcher(words);
        double last = Double.MAX_VALUE;
        int found = 0;
        while (matcher.find()) {
            double said = Double.parseDouble(matcher.group(1));
            assertNear(words, said, figure.applyAsDouble(row(work, matcher.group(2), atOnce)));
            assertThat(said).isLessThanOrEqualTo(last);
            last = said;
            found++;
        }
        assertThat(found).as(words).isEqualTo(at(work, atOnce).size());
    }

    private List<Map<String, Object>> at(String work, int atOnce) {
        return findings.rows().stream()
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
        return findings.rows().stream()
                .filter(each -> Objects.equals(each.get("work"), row.get("work"))
                        && Objects.equals(each.get("java"), row.get("java"))
                        && "sequential".equals(each.get("unit")))
                .findFirst()
                .orElseThrow();
    }
}
