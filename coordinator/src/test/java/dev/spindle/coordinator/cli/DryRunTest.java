package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DryRunTest {
    @Test
    void countsWhatWouldRun() throws Exception {
        Ended ended = Spindle.run(
                "{\"task\":\"prime\",\"input\":7}\n\n{\"task\":\"echo\"}\n{\"task\":\"prime\"}\n",
                "run",
                "--dry-run",
                "-j3");

        ended.assertStatus(0);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualTo("dry run: 3 jobs would run on 3 workers: echo 1, prime 2\n");
        assertThat(Spindle.run("1\n", "run", "--dry-run", "-q", "-t", "echo").err())
                .isEmpty();
    }

    @Test
    void findsWhatIsInvalid() throws Exception {
        Ended ended = Spindle.run("{\"task\":\"echo\"}\n{\"task\":\"ech\"}\n[\n", "run", "--dry-run", "-j1");

        ended.assertStatus(1);
        assertThat(ended.results())
                .extracting(result -> result.seq() + " " + result.status())
                .containsExactly("2 invalid", "3 invalid");
        assertThat(ended.result(2).message()).startsWith("line 2, column 1: no task \"ech\"; did you mean \"echo\"?");
        assertThat(ended.err()).isEqualTo("dry run: 1 job would run on 1 worker: echo 1; invalid lines: 2\n");
    }

    @Test
    void startsNoProcess() throws Exception {
        Running running = Spindle.of("run", "--dry-run", "-t", "echo")
                .input("{\n")
                .inputStaysOpen()
                .pipedOutput()
                .start();
        try (var reader = running.process().inputReader()) {
            assertThat(reader.readLine()).contains("invalid"); // by now a run would have had its workers
            assertThat(Leftovers.workersOf(running.processId())).isEmpty();
            assertThat(running.process().descendants()).isEmpty();
        }
        try (OutputStream in = running.process().getOutputStream()) {
            in.write("2\n".getBytes(StandardCharsets.US_ASCII));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> !running.process().isAlive());
        running.end().assertStatus(1);
    }
}
