package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own source, from the command line. */
class OwnCodeTest {
    private static final String SOURCE = """
            import dev.spindle.worker.Task;
            import dev.spindle.worker.TaskContext;

            public class Hello implements Task<Integer, String> {
                public String run(Integer input, TaskContext context) {
                    return "hello " + input;
                }
                public static class Echo extends Hello {
                    public String name() { return "echo"; }
                }
                public static void main(String[] names) {
                    System.out.println("hello " + String.join(" and ", names));
                    System.exit(names.length);
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private String source(String text) throws Exception {
        return Files.writeString(folder.resolve("Hello.java"), text).toString();
    }

    /** One of its tasks has the name of another: the rest is unharmed. */
    @Test
    void itsTasksRun() throws Exception {
        String jobs = "{\"task\":\"Hello\",\"input\":7}\n{\"task\":\"echo\"}\n{\"task\":\"prime\",\"input\":7}\n";

        Ended ended = Spindle.run(jobs, "run", "-k", "--source", source(SOURCE), "-j1");

        ended.assertStatus(1);
        assertThat(ended.result(1).raw()).isEqualTo("\"hello 7\"");
        assertThat(ended.result(2).status()).isEqualTo("invalid");
        assertThat(ended.result(2).message()).contains("two tasks are called \"echo\": ");
        assertThat(ended.result(3).raw()).isEqualTo("true");
        assertThat(ended.err().lines().filter(line -> line.startsWith("two tasks are called \"echo\": ")))
                .hasSize(1);
    }

    @Test
    void itsMainRuns() throws Exception {
        StringBuilder lines = new StringBuilder();
        IntStream.rangeClosed(1, 200).forEach(i -> lines.append("[\"" + i + "\",\"x\"]\n"));

        Ended ended =
                Spindle.run(lines.toString(), "run", "--chunk", "20", "--source", source(SOURCE), "--main", "Hello");

        ended.assertStatus(0);
        for (int i = 1; i <= 200; i++) {
            assertThat(ended.result(i).raw())
                    .isEqualTo("{\"exitCode\":2,\"stdout\":\"hello " + i + " and x\\n\",\"stderr\":\"\"}");
        }
        assertThat(ended.err()).doesNotContain("worker 0", "worker 1");
    }

    @Test
    void whatDoesNotCompileIsShownAsTheCompilerDoes() throws Exception {
        String file = source(SOURCE.replace("return \"hello \" + input", "return input"));

        Ended ended = Spindle.run("1\n", "run", "-t", "Hello", "--source", file);

        ended.assertStatus(2);
        assertThat(ended.err().lines())
                .startsWith(
                        file + ":6: error: incompatible types: Integer cannot be converted to String",
                        "        return input;",
                        "               ^",
                        "1 error")
                .last()
                .isEqualTo("spindle run: --source: " + file + " does not compile");
    }

    @Test
    void aDryRunKnowsIt() throws Exception {
        Ended ended =
                Spindle.run("[\"x\"]\n", "run", "--dry-run", "-j1", "--source", source(SOURCE), "--main", "Hello");

        assertThat(ended.assertStatus(0).err()).isEqualTo("dry run: 1 job would run on 1 worker: Hello 1\n");
        Spindle.run("7\n", "run", "--dry-run", "--source", source(SOURCE), "--main", "Hello", "-t", "Hello")
                .assertComplaint(2, "-t and --main both say what to run");
    }
}
