package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabQueueTest {
    private static final String FIGURE = "(\\d+(?:\\.\\d+)?)";

    @SuppressWarnings("NullAway.Init") // set first of all
    private Result findings;

    @Test
    void startsInEachOrderAndSaysWhatFollows(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");

        Ended ended = Spindle.of("lab", "queue", "--quick", "--json", file.toString(), "--plot", "x.gif")
                .end()
                .assertStatus(2);

        assertThat(ended.err())
                .as("said at once, and the rest went on")
                .isEqualTo("cannot plot to 'x.gif': its name must end in .html, .svg or .png\n");
        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(ended.out())
                .startsWith("In what order do waiting jobs start")
                .containsPattern("fifo +1 2 3 4 5 6 7 8 9 ")
                .containsPattern("\nsignal behind 1000 ");
        LabFindings.of("queue", ended, file);
        findings = Result.parse(Files.readString(file));
        assertThat(findings.text("experiment")).isEqualTo("queue");
        assertOrders();
        assertWaits();
        assertControl();
    }

    private void assertOrders() {
        assertThat(objects("rows"))
                .extracting(row -> row.get("queueOrder"))
                .containsExactly("fifo", "lifo", "priority");
        assertThat(order("fifo").get("order")).isEqualTo(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(order("lifo").get("order")).isEqualTo(List.of(1, 9, 8, 7, 6, 5, 4, 3, 2));
        List<Integer> byLength = jobs(order("priority")).stream()
                .skip(1)
                .sorted(Comparator.comparingDouble(job -> number(job, "lengthMillis")))
                .map(job -> (int) number(job, "job"))
                .toList();
        assertThat(order("priority").get("order"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .startsWith(1)
                .endsWith(byLength.toArray());
        assertThat(sentence("Behind the job that runs"))
                .contains(
                        "fifo starts 2 3 4 5 6 7 8 9 (as submitted)",
                        "lifo starts 9 8 7 6 5 4 3 2 (the latest first)",
                        "(the shortest first)");
    }

    private void assertWaits() {
        for (Map<String, Object> row : objects("rows")) {
            double sum = 0;
            double longest = 0;
            for (Map<String, Object> job : jobs(row)) {
                assertThat(number(job, "endedMillis") - number(job, "beganMillis"))
                        .isGreaterThanOrEqualTo(number(job, "lengthMillis") - 0.01);
                assertThat(number(job, "beganMillis")).isGreaterThanOrEqualTo(number(job, "submittedMillis"));
                if (number(job, "job") > 1) {
                    sum += number(job, "waitedMillis");
                    longest = Math.max(longest, number(job, "waitedMillis"));
                }
            }
            String order = String.valueOf(row.get("queueOrder"));
            assertThat(number(row, "meanWaitMillis")).isCloseTo(sum / 8, within(0.001));
            assertThat(number(row, "longestWaitMillis")).isEqualTo(longest);
            assertNear(figure(sentence("A job waits"), FIGURE + " ms with " + order), sum / 8);
            assertNear(figure(sentence("The longest wait"), FIGURE + " ms with " + order), longest);
            assertNear(
                    figure(sentence("The longest wait"), " with " + order + " \\(job " + FIGURE),
                    number(row, "longestWaits"));
        }
        double least = objects("rows").stream()
                .mapToDouble(row -> number(row, "meanWaitMillis"))
                .min()
                .orElseThrow();
        double most = objects("rows").stream()
                .mapToDouble(row -> number(row, "meanWaitMillis"))
                .max()
                .orElseThrow();
        assertThat(figure(sentence("A job waits"), ": " + FIGURE + " % less"))
                .isCloseTo(100 * (1 - least / most), within(0.6));
    }

    private void assertControl() {
        assertThat(objects("control")).hasSize(4);
        for (Map<String, Object> row : objects("control")) {
            double answered = number(object(row, "answeredMicros"), "median") / 1e3;
            double waited = number(object(row, "jobWaitedMicros"), "median") / 1e3;
            assertThat(answered).isPositive();
            if (number(row, "queued") > 0) {
                assertThat(waited).as("a thousand jobs of 0.1 ms are before it").isGreaterThanOrEqualTo(100);
                String sentence = sentence("A " + row.get("message") + " to the running job, sent behind 1000 jobs");
                assertNear(millis(sentence, "is answered in "), answered);
                assertNear(millis(sentence, "right before it waits "), waited);
                if (answered < waited) {
                    assertNear(figure(sentence, FIGURE + " times as long"), waited / answered);
                }
            } else {
                String sentence = sentence("A " + row.get("message") + " to the running job");
                assertNear(millis(sentence, "ms \\(|µs \\("), answered);
            }
        }
    }

    private static double millis(String sentence, String before) {
        Matcher matcher =
                Pattern.compile("(?:" + before + ")" + FIGURE + " (µs|ms|s)\\b").matcher(sentence);
        assertThat(matcher.find()).as(sentence).isTrue();
        double number = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "µs" -> number / 1e3;
            case "ms" -> number;
            default -> number * 1e3;
        };
    }

    private static void assertNear(double said, double measured) {
        assertThat(said).isCloseTo(measured, within(0.01 * Math.abs(measured)));
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

    private Map<String, Object> order(String name) {
        return objects("rows").stream()
                .filter(row -> name.equals(row.get("queueOrder")))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // JSON objects
    private List<Map<String, Object>> objects(String name) {
        return (List<Map<String, Object>>)
                Objects.requireNonNull(findings.fields().get(name));
    }

    @SuppressWarnings("unchecked") // JSON objects
    private static List<Map<String, Object>> jobs(Map<String, Object> row) {
        return (List<Map<String, Object>>) Objects.requireNonNull(row.get("jobs"));
    }

    @SuppressWarnings("unchecked") // a JSON object
    private static Map<String, Object> object(Map<String, Object> row, String name) {
        return (Map<String, Object>) Objects.requireNonNull(row.get(name));
    }

    private static double number(Map<String, Object> row, String name) {
        return ((Number) Objects.requireNonNull(row.get(name), name)).doubleValue();
    }
}
