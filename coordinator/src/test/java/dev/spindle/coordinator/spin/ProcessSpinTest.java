package dev.spindle.coordinator.spin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.PoolListener;
import dev.spindle.coordinator.WorkerPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line's tests cannot bring about. */
class ProcessSpinTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Screen screen = new Screen(shown, 0, problem -> {});

    private Report run(PoolBuilder builder) throws Exception {
        SpinSettings settings = new SpinSettings(Duration.ofMillis(500), "thinking!", false, false);
        return new ProcessSpin(settings, screen, builder.heap("64m")).run();
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aWorkerThatDoesNotStartEndsIt(@TempDir Path home) throws Exception {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho no such JVM >&2\nexit 7\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));

        assertThatThrownBy(() -> run(WorkerPool.builder().javaHome(home)))
                .isInstanceOf(PoolBrokenException.class)
                .hasMessageContaining("status 7")
                .hasMessageContaining("no such JVM");

        assertThat(shown()).startsWith("spinner object: Process[").doesNotContain("Answer");
    }

    @Test
    void aSpinnerThatIsStoppedInMidTurnIsKilled() throws Exception {
        Report report = run(WorkerPool.builder().grace(Duration.ofMillis(100)).listener(new Freezing()));

        assertThat(report.failed()).isTrue();
        assertThat(shown())
                .contains("The job's outcome is TimedOut: it did not listen to the signal, and was killed.")
                .endsWith("Answer: 42\n");
    }

    /** Stops the worker at the first thing that its job prints, as Ctrl-Z stops a program. */
    private static final class Freezing implements PoolListener {
        private long process;

        @Override
        public void workerStarted(int worker, int generation, long processId) {
            process = processId;
        }

        @Override
        public void output(int worker, long job, boolean stderr, String text) {
            try {
                new ProcessBuilder("kill", "-STOP", Long.toString(process)).start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
