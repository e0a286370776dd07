package dev.spindle.coordinator.cli;

import static dev.spindle.coordinator.cli.LabFindings.list;
import static dev.spindle.coordinator.cli.LabFindings.median;
import static dev.spindle.coordinator.cli.LabFindings.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabQueueTest {
    @SuppressWarnings("NullAway.Init") // set first of all
    private LabFindings findings;

    @Test
    void startsInEachOrderAndSaysWhatFollows(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");

        Ended ended = Spindle.of("lab", "queue", "--quick", "--json", file.toString(), "--plot", "x.gif")
                .end()
                .assertStatus(2);

        assertThat(ended.err())
                .as("said at once, and the rest went on")
                .isEqualTo("cannot plot to 'x.gif': its name must end in .html, .svg or .png\n");
        assertThat(ended.out())
                .startsWith("In what order do waiting jobs start")
                .containsPattern("fifo +1 2 3 4 5 6 7 8 9 ")
                .containsPattern("\nsignal behind 1000 ");
        findings = LabFindings.of("queue", ended, file);
        assertOrders();
        assertWaits();
        assertControl();
    }

    private void assertOrders() {
        assertThat(findings.rows())
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
        assertThat(findings.sentence("Behind the job that runs"))
                .contains(
                        "fifo starts 2 3 4 5 6 7 8 9 (as submitted)",
                        "lifo starts 9 8 7 6 5 4 3 2 (the latest first)",
                        "(the shortest first)");
    }

    private void assertWaits() {
        Claims means = findings.claims("A job waits");
        Claims longests = findings.claims("The longest wait");
        for (Map<String, Object> row : findings.rows()) {
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
            means.number("# ms with " + order, sum / 8);
            longests.number("# ms with " + order, longest)
                    .number(" with " + order + " \\(job #", number(row, "longestWaits"));
        }
        double least = findings.rows().stream()
                .mapToDouble(row -> number(row, "meanWaitMillis"))
                .min()
                .orElseThrow();
        double most = findings.rows().stream()
                .mapToDouble(row -> number(row, "meanWaitMillis"))
                .max()
                .orElseThrow();
        assertThat(means.figure(": # % less")).isCloseTo(100 * (1 - least / most), within(0.6));
    }

    private void assertControl() {
        assertThat(findings.list("control")).hasSize(4);
        for (Map<String, Object> row : findings.list("control")) {
            double answeredNanos = 1e3 * median(row, "answeredMicros");
            double waitedNanos = 1e3 * median(row, "jobWaitedMicros");
            assertThat(answeredNanos).isPositive();
            if (number(row, "queued") > 0) {
                assertThat(waitedNanos)
                        .as("a thousand jobs of 0.1 ms are before it")
                        .isGreaterThanOrEqualTo(100e6);
                Claims claims = findings.claims(
                                "A " + row.get("message") + " to the running job, sent behind 1000 jobs")
                        .time("is answered in #", answeredNanos)
                        .time("right before it waits #", waitedNanos);
                if (answeredNanos < waitedNanos) {
                    claims.number("# times as long", waitedNanos / answeredNanos);
                }
            } else {
                findings.claims("A " + row.get("message") + " to the running job")
                        .time("(?:ms|µs) \\(#", answeredNanos);
            }
        }
    }

    private Map<String, Object> order(String name) {
        return findings.rows().stream()
                .filter(row -> name.equals(row.get("queueOrder")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, Object>> jobs(Map<String, Object> row) {
        return list(row, "jobs");
    }
}
