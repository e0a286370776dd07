package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own task, in a jar that only workers have. */
class UserJarTest {
    private static final String SOURCE = """
            package shop;
            public class Shout implements dev.spindle.worker.Task<String, String> {
                public String run(String input, dev.spindle.worker.TaskContext context) {
                    System.out.println("taking a breath");
                    context.progress(0.5, "half way");
                    return input.toUpperCase() + "!";
                }
                public String description() { return "says it louder"; }
            }
            """;

    @SuppressWarnings("NullAway.Init") // set by build
    private static Path jar;

    @BeforeAll
    static void build(@TempDir Path folder) throws Exception {
        jar = UserJar.of(folder.resolve("my tasks.jar"), "shop.Shout", SOURCE);
    }

    @Test
    void itsTaskRuns() throws Exception {
        Ended ended = Spindle.run("abc\n", "run", "--lines", "-t", "Shout", "--jar", jar.toString());

        assertThat(ended.assertStatus(0).result(1).raw()).isEqualTo("\"ABC!\"");
    }

    @Test
    void whatItsTaskPrintsAndTellsIsShownToThoseWhoWantAll() throws Exception {
        Ended ended = Spindle.run("abc\n", "run", "-v", "-j1", "--lines", "-t", "Shout", "--jar", jar.toString());

        assertThat(ended.assertStatus(0).out()).hasLineCount(1);
        assertThat(ended.err().lines())
                .containsSubsequence("[worker 0, job 1] taking a breath", "[worker 0, job 1] 50 % half way");
    }

    @Test
    void isListedAndKnownToADryRun() throws Exception {
        assertThat(Spindle.of("tasks", "--jar", jar.toString())
                        .end()
                        .assertStatus(0)
                        .out())
                .contains("Shout ")
                .contains("says it louder")
                .contains("echo ");
        Ended ended = Spindle.run("{\"task\":\"Shout\"}\n", "run", "--dry-run", "-j1", "--jar", jar.toString());
        assertThat(ended.assertStatus(0).err()).isEqualTo("dry run: 1 job would run on 1 worker: Shout 1\n");
    }

    @Test
    void isUnknownWithoutTheJar() throws Exception {
        Spindle.run("1\n", "run", "-j1", "-t", "Shout").assertComplaint(2, "no task \"Shout\"");
    }
}
