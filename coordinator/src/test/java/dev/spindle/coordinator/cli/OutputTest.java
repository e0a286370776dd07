package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where results go, and where they cannot go. */
class OutputTest {
    private static final String MANY = "1\n".repeat(20_000);

    private static void assertOneCause(Ended ended, String cause) {
        ended.assertStatus(4);
        assertThat(ended.err().lines().filter(line -> line.startsWith("spindle run: ")))
                .singleElement()
                .asString()
                .contains(cause);
        assertThat(ended.err().lines().filter(line -> !line.startsWith("  "))).hasSize(2);
        assertThat(ended.err()).doesNotContain("\tat ");
    }

    @Test
    void aFileTakesTheResults(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("out"), "what was there before, and longer than what comes now");

        Ended ended = Spindle.run("[]\n", "run", "-t", "echo", "-j1", "-o", file.toString())
                .assertStatus(0);

        assertThat(ended.out()).isEmpty();
        assertThat(Files.readString(file))
                .matches(
                        "\\{\"seq\":1,\"status\":\"ok\",\"result\":\\[],\"attempts\":1,\"worker\":0,\"ms\":[0-9.]+}\n");
    }

    @Test
    void aFileThatCannotBeMade(@TempDir Path folder) throws Exception {
        Spindle.run(
                        "1\n",
                        "run",
                        "-j1",
                        "-t",
                        "echo",
                        "-o",
                        folder.resolve("no/out").toString())
                .assertStatus(4);
        Ended ended = Spindle.run("1\n", "run", "-j1", "-t", "echo", "-o", folder.toString());
        ended.assertComplaint(4, "cannot write the output: " + folder + " (Is a directory)");
        Spindle.run(
                        "1\n",
                        "run",
                        "-t",
                        "echo",
                        "--summary",
                        folder.resolve("no/sum").toString())
                .assertComplaint(4, "cannot write the summary: " + folder + "/no/sum (No such file or directory)");
    }

    @Test
    void aFullDisk() throws Exception {
        assertOneCause(
                Spindle.run(MANY, "run", "-j1", "-t", "echo", "-o", "/dev/full"),
                "cannot write /dev/full: No space left on device");
        assertOneCause(
                Spindle.of("run", "-j1", "-t", "echo")
                        .input(MANY)
                        .outputTo(Path.of("/dev/full"))
                        .end(),
                "cannot write to stdout, its reader is gone or the disk full: No space left on device");
        Spindle.run("1\n", "run", "-q", "-t", "echo", "-o", "/dev/full")
                .assertComplaint(4, "cannot write /dev/full: No space left on device");
        Spindle.of("tasks").outputTo(Path.of("/dev/full")).end().assertComplaint(4, "cannot write to stdout");
    }

    @Test
    void aReaderThatLeavesAfterOneLine() throws Exception {
        Running running =
                Spindle.of("run", "-j1", "-t", "echo").input(MANY).pipedOutput().start();
        try (BufferedReader reader = running.process().inputReader()) {
            assertThat(reader.readLine()).startsWith("{\"seq\":");
        }

        assertOneCause(running.end(), "cannot write to stdout, its reader is gone or the disk full: Broken pipe");
    }

    /** Nothing more comes in, nothing more goes out: the run must notice at the first write, not at the next read. */
    @Test
    void aReaderThatLeavesWhileTheInputPauses() throws Exception {
        Running running = Spindle.of("run", "-t", "sleep", "-j", "1")
                .input("1\n200\n300\n")
                .inputStaysOpen()
                .pipedOutput()
                .start();
        try (BufferedReader reader = running.process().inputReader()) {
            assertThat(reader.readLine()).startsWith("{\"seq\":1,");
        }

        assertOneCause(running.end(), "Broken pipe");
    }

    @Test
    void resultsAppearAtOnceThoughTheInputStaysOpen() throws Exception {
        for (String order : new String[] {"-k", "-q"}) {
            Running running = Spindle.of("run", "-j1", "-t", "echo", order)
                    .inputStaysOpen()
                    .pipedOutput()
                    .start();
            try (BufferedReader reader = running.process().inputReader();
                    var writer = running.process().outputWriter()) {
                for (int seq = 1; seq <= 20; seq++) {
                    writer.write(seq + "\n");
                    writer.flush();
                    assertThat(Result.parse(reader.readLine()).essence()).isEqualTo(seq + " ok " + seq);
                }
            }
            running.end().assertStatus(0);
        }
    }
}
