package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.lines.JobLines;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private int atMost(int enough, String content, char delimiter) throws Exception {
        Path file = Files.writeString(folder.resolve("lines"), content);
        return new Input(file.toString(), JobLines.Format.JSON, delimiter).atMost(enough);
    }

    @Test
    void aFewLinesAreSeenAtAGlance() throws Exception {
        assertThat(atMost(4, "", '\n')).isEqualTo(1);
        assertThat(atMost(4, "1\n", '\n')).isEqualTo(1);
        assertThat(atMost(4, "1\n2", '\n')).isEqualTo(2);
        assertThat(atMost(4, "1\n2\n3\n", '\n')).isEqualTo(3);
        assertThat(atMost(4, "1\n2\n3\n4\n5\n", '\n')).isEqualTo(4);
        assertThat(atMost(1, "1\n2\n", '\n')).isEqualTo(1);
        assertThat(atMost(4, "a\nb\0c", '\0')).isEqualTo(2);
    }

    @Test
    void oneThatCannotBeSeenHasEnough() throws Exception {
        assertThat(atMost(4, "1".repeat(100_000), '\n')).as("a long line").isEqualTo(4);
        assertThat(new Input(folder.resolve("none").toString(), JobLines.Format.JSON, '\n').atMost(4))
                .isEqualTo(4);
        assertThat(new Input("/dev/null", JobLines.Format.JSON, '\n').atMost(4)).isEqualTo(4);
    }

    @Test
    void oneJobStartsOneWorker() throws Exception {
        Path summary = folder.resolve("summary");

        Spindle.run("1\n", "run", "-j2", "-t", "echo", "--summary", summary.toString())
                .assertStatus(0);

        assertThat(Result.parse(Files.readString(summary)).number("workersStarted"))
                .isEqualTo(1);
    }
}
