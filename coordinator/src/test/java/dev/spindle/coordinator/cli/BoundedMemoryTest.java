package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Running;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The coordinator has 64 MB; what passes through it is far more. */
class BoundedMemoryTest {
    private static CompletableFuture<Void> feed(Running running, int lines, IntFunction<byte[]> line) {
        return CompletableFuture.runAsync(() -> {
            try (OutputStream out = new BufferedOutputStream(running.process().getOutputStream(), 1 << 16)) {
                for (int number = 1; number <= lines; number++) {
                    out.write(line.apply(number));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void manyLines() throws Exception {
        int lines = Boolean.getBoolean("spindle.full") ? 5_000_000 : 200_000;
        Running running = Spindle.of("run", "-t", "echo", "-o", "/dev/null")
                .jvm("-Xmx64m")
                .inputStaysOpen()
                .start();
        CompletableFuture<Void> fed =
                feed(running, lines, number -> (number + "\n").getBytes(StandardCharsets.US_ASCII));
        fed.get(1200, TimeUnit.SECONDS);

        assertThat(running.end().assertStatus(0).err()).contains(": " + lines + " ok\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-k", "-q"})
    void aSlowReaderOfLargeResults(String order) throws Exception {
        int lines = 1500;
        byte[] large = ("\"" + "x".repeat(64 << 10) + "\"\n").getBytes(StandardCharsets.US_ASCII);
        Running running = Spindle.of("run", "-t", "echo", order)
                .jvm("-Xmx64m")
                .inputStaysOpen()
                .pipedOutput()
                .start();
        CompletableFuture<Void> fed = feed(running, lines, number -> large);
        BitSet seen = new BitSet();
        try (BufferedReader reader = running.process().inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                assertThat(line).hasSizeGreaterThan(64 << 10);
                seen.set((int) Result.seqOf(line));
                if (seen.cardinality() < 200) {
                    TimeUnit.MILLISECONDS.sleep(5); // slower than the workers
                }
            }
        }
        fed.get(60, TimeUnit.SECONDS);

        running.end().assertStatus(0);
        assertThat(seen.cardinality()).isEqualTo(lines);
    }

    /** What one long job holds back with -k waits outside. */
    @Test
    void resultsHeldBackForAJobThatTakesLong(@TempDir Path folder) throws Exception {
        Running running = Spindle.of("run", "-k", "-o", folder.resolve("out").toString())
                .jvm("-Xmx64m")
                .inputStaysOpen()
                .start();
        byte[] echo =
                ("{\"task\":\"echo\",\"input\":\"" + "x".repeat(8 << 10) + "\"}\n").getBytes(StandardCharsets.US_ASCII);
        byte[] sleep = "{\"task\":\"sleep\",\"input\":1500}\n".getBytes(StandardCharsets.US_ASCII);
        feed(running, 20_000, number -> number == 1 ? sleep : echo).get(120, TimeUnit.SECONDS);

        running.end().assertStatus(0);
        try (var lines = Files.lines(folder.resolve("out"))) {
            long[] last = new long[1];
            lines.forEach(line -> assertThat(Result.seqOf(line)).isEqualTo(++last[0]));
            assertThat(last[0]).isEqualTo(20_000);
        }
    }
}
