package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabCommandTest {
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
    void aSignalLeavesNothing() throws Exception {
        Running running = Spindle.of("lab", "queue").start();
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
