package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --chunk}: what comes out is what comes out without. */
class ChunkTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** All kinds of lines, of two tasks. */
    private static String lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            lines.append("{\"task\":\"echo\",\"id\":\"é")
                    .append(i)
                    .append("\",\"input\":[")
                    .append(i)
                    .append(",1e400]}\n");
        }
        lines.append("{\"task\":\"fault.throw\",\"input\":\"x\"}\n".repeat(5));
        lines.append("\nno job\n{\"task\":\"fault.halt\",\"input\":9}\n");
        lines.append("{\"task\":\"sleep\",\"input\":60000,\"timeout\":\"200ms\"}\n{\"task\":\"sleep\",\"input\":1}\n");
        for (int i = 0; i < 40; i++) {
            lines.append("{\"task\":\"factor\",\"input\":")
                    .append(i == 20 ? "\"a\"" : i + 2)
                    .append("}\n");
        }
        return lines.toString();
    }

    private static List<String> essence(Ended ended) throws Exception {
        return ended.results().stream()
                .map(each -> each.essence() + " " + each.number("attempts"))
                .toList();
    }

    @Test
    void everyLineHasTheResultThatItHasByItself() throws Exception {
        Ended alone = Spindle.run(lines(), "run", "-k", "-j", "2").assertStatus(1);
        Ended chunks =
                Spindle.run(lines(), "run", "-k", "-j", "2", "--chunk", "37").assertStatus(1);
        assertThat(essence(chunks)).isEqualTo(essence(alone));

        String journal = folder.resolve("journal").toString();
        Ended logged = Spindle.run(lines(), "run", "-j", "2", "--chunk", "20", "--journal", journal)
                .assertStatus(1);
        assertThat(essence(logged)).containsExactlyInAnyOrderElementsOf(essence(alone));
        Ended again = Spindle.run(lines(), "run", "-k", "--chunk", "auto", "--journal", journal, "--resume")
                .assertStatus(1);
        assertThat(again.err()).contains("348 from the journal");
        assertThat(Files.readString(Path.of(journal))).contains("\"chunk\":");
    }

    @Test
    void aLineThatCameDoesNotWaitForOthers() throws Exception {
        Path results = folder.resolve("results");
        Spindle.Running running = Spindle.of("run", "-t", "echo", "--chunk", "1000", "-o", results.toString())
                .input("1\n2\n3\n4")
                .inputStaysOpen()
                .start();
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        Files.exists(results) && Files.readAllLines(results).size() == 3);
        running.process().getOutputStream().close();
        running.end().assertStatus(0);
        assertThat(Files.readAllLines(results)).hasSize(4);
    }

    @Test
    void whatIsNoSizeIsWrongUsage() throws Exception {
        for (String size : List.of("0", "many")) {
            Ended ended = Spindle.run("", "run", "-t", "echo", "--chunk", size).assertStatus(2);
            assertThat(ended.err()).contains("--chunk: '" + size + "'").hasLineCount(1);
        }
    }
}
