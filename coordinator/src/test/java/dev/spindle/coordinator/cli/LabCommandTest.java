package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabCommandTest {
    private static final List<String> MEASURED = List.of(
            "encodeMicros", "transportMicros", "decodeMicros", "transportBackMicros", "jobMicros", "threadMicros");

    @Test
    void listsTheExperiments() throws Exception {
        Ended ended = Spindle.of("lab").end().assertStatus(0);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .anyMatch(line -> line.startsWith("serialization  what data costs"));
    }

    @Test
    void anExperimentThatIsNotThere() throws Exception {
        Spindle.of("lab", "serialisation")
                .end()
                .assertComplaint(
                        2,
                        "spindle lab: no experiment 'serialisation'; did you mean serialization? (there are: serialization, ");
    }

    @Test
    void findingsThatCannotBeWrittenAreNotMeasured(@TempDir Path folder) throws Exception {
        Spindle.of("lab", "serialization", "--json", folder.toString())
                .end()
                .assertComplaint(4, "cannot write the findings: " + folder + " (Is a directory)");
        Spindle.of("lab").outputTo(Path.of("/dev/full")).end().assertComplaint(4, "cannot write to stdout");
    }

    @Test
    void measuresEveryShapeAndSize(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("findings.json");

        Ended ended = Spindle.of("lab", "serialization", "--quick", "--json", file.toString())
                .end()
                .assertStatus(0);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(ended.out())
                .startsWith("What does it cost to hand a job's data to another process")
                .containsPattern("shape +bytes +encode +transport +decode +job +parts +thread +ratio\nstring +3 ")
                .contains("\nHanding a reference to a thread");
        assertFindings(Result.parse(Files.readString(file)));
    }

    @Test
    void printsNothingButTheObjectWhereThatGoesToStdout() throws Exception {
        Ended ended = Spindle.of("lab", "serialization", "--quick", "--json", "-")
                .end()
                .assertStatus(0);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).hasLineCount(1);
        assertFindings(Result.parse(ended.out()));
    }

    @SuppressWarnings("unchecked") // JSON objects
    private static void assertFindings(Result findings) {
        assertThat(findings.text("experiment")).isEqualTo("serialization");
        assertThat(findings.text("question")).endsWith("?");
        assertThat(findings.fields()).containsEntry("quick", true);
        assertThat((Map<String, Object>) findings.fields().get("machine"))
                .containsOnlyKeys("cpus", "model", "jvm", "os");
        assertThat((List<String>) findings.fields().get("conclusion")).hasSize(4);
        List<Map<String, Object>> rows =
                (List<Map<String, Object>>) findings.fields().get("rows");
        assertThat(rows)
                .extracting(row -> row.get("shape"))
                .containsExactly(
                        "string",
                        "string",
                        "string",
                        "integers",
                        "integers",
                        "integers",
                        "doubles",
                        "doubles",
                        "doubles",
                        "nested",
                        "nested",
                        "nested");
        assertThat(rows).extracting(row -> (Integer) row.get("bytes")).contains(3, 57, 1024, 1 << 20);
        assertThat(rows).allSatisfy(row -> {
            for (String each : MEASURED) {
                Map<String, Double> spread = Objects.requireNonNull((Map<String, Double>) row.get(each));
                assertThat(spread.get("median")).as(each).isPositive();
                assertThat(spread.get("median")).isBetween(spread.get("p25"), spread.get("p75"));
            }
            assertThat((Double) row.get("ratio")).isPositive();
            assertThat((Double) row.get("parts")).isPositive();
        });
    }

    @Test
    void aSignalLeavesNothing() throws Exception {
        Running running = Spindle.of("lab", "serialization").start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !Leftovers.workersOf(running.processId()).isEmpty());

        new ProcessBuilder("kill", "-INT", Long.toString(running.processId()))
                .start()
                .waitFor();

        Ended ended = running.end().assertStatus(130);
        assertThat(ended.err()).doesNotContain("\tat ");
        assertThat(ended.out()).isEmpty();
    }
}
