package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that are no jobs: each gets a result that says why, and every other is unharmed. */
class BadInputTest {
    @Test
    void everyBadLineIsInvalidAndEveryOtherRuns() throws Exception {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes("\uFEFF{\"task\":\"echo\",\"input\":1}\r\n".getBytes(StandardCharsets.UTF_8));
        input.writeBytes("\r\n  \t\n".getBytes(StandardCharsets.UTF_8)); // 2 and 3 are blank
        input.writeBytes("not JSON\n{\"input\":1}\n{\"task\":\"ech\"}\n".getBytes(StandardCharsets.UTF_8)); // 4, 5, 6
        input.writeBytes(new byte[] {'{', '"', (byte) 0xC3, (byte) 0xA4, '"', ':', (byte) 0x80, '}', '\n'}); // 7
        input.writeBytes("\uFEFF{\"task\":\"echo\"}\n".getBytes(StandardCharsets.UTF_8)); // 8: only at the start
        input.writeBytes(("{\"task\":\"echo\",\"input\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}\n")
                .getBytes(StandardCharsets.UTF_8)); // 9
        input.writeBytes("{\"task\":\"prime\",\"input\":{}}\n".getBytes(StandardCharsets.UTF_8)); // 10
        input.writeBytes("{\"task\":\"echo\",\"input\":11}".getBytes(StandardCharsets.UTF_8)); // no newline

        Ended ended =
                Spindle.of("run", "-j1", "-k").input(input.toByteArray()).end().assertStatus(1);

        assertThat(ended.results())
                .extracting(result -> result.seq() + " " + result.status())
                .containsExactly(
                        "1 ok",
                        "4 invalid",
                        "5 invalid",
                        "6 invalid",
                        "7 invalid",
                        "8 invalid",
                        "9 invalid",
                        "10 failed",
                        "11 ok");
        assertThat(ended.results().stream().filter(each -> each.status().equals("invalid")))
                .allSatisfy(result -> {
                    assertThat(result.message())
                            .startsWith("line " + result.seq() + ", column ")
                            .doesNotContain("\n");
                    assertThat(result.number("attempts")).isZero();
                    assertThat(result.fields()).doesNotContainKey("worker");
                });
        assertThat(ended.result(4).message()).startsWith("line 4, column 1: ");
        assertThat(ended.result(5).message()).contains("a job without a task");
        assertThat(ended.result(6).message()).contains("no task \"ech\"; did you mean \"echo\"?");
        assertThat(ended.result(7).message()).isEqualTo("line 7, column 6: not valid UTF-8");
        assertThat(ended.result(11).raw()).isEqualTo("11");
        assertThat(ended.err()).contains("6 invalid", "  1 invalid, line 4: column 1: ");
    }

    @ParameterizedTest(name = "a line of {0} MB in {1}")
    @CsvSource({"100, -Xmx64m", "100, -Xmx1g", "6, -Xmx64m"})
    void aHugeLineHarmsNoOther(int megabytes, String heap, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("jobs.ndjson");
        byte[] million = new byte[1_000_000];
        Arrays.fill(million, (byte) 'x');
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("1\n\"".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < megabytes; i++) {
                out.write(million);
            }
            out.write("\"\n2\n".getBytes(StandardCharsets.US_ASCII));
        }

        Ended ended = Spindle.of("run", "-j1", "-t", "echo", "-k", file.toString())
                .jvm(heap)
                .end();

        ended.assertStatus(megabytes < 10 ? 0 : 1);
        assertThat(ended.out().lines().map(Result::seqOf)).containsExactly(1L, 2L, 3L);
        assertThat(ended.result(1).status() + ended.result(3).status()).isEqualTo("okok");
        if (megabytes < 10) {
            assertThat(ended.result(2).raw()).hasSize(megabytes * 1_000_000 + 2);
        } else if (heap.equals("-Xmx1g")) {
            assertThat(ended.result(2).message())
                    .isEqualTo("line 2, column 1: the line is over the cap of 67108864 bytes"
                            + "; --max-frame allows longer ones");
        } else {
            assertThat(ended.result(2).message())
                    .startsWith("line 2, column 1: the line is over the cap of ")
                    .endsWith("; SPINDLE_JAVA_OPTS=-Xmx… allows longer ones");
        }
    }

    @Test
    void invalidUtf8IsInvalidInPlainTextToo() throws Exception {
        byte[] items = {'a', 0, (byte) 0xC3, 0, 'b'};

        Ended ended =
                Spindle.of("run", "-0", "-t", "echo", "-k").input(items).end().assertStatus(1);

        assertThat(ended.results()).extracting(Result::status).containsExactly("ok", "invalid", "ok");
        assertThat(ended.result(2).message()).isEqualTo("line 2, column 1: not valid UTF-8");
    }

    @Test
    void noLineAtAllIsNoError() throws Exception {
        Ended ended = Spindle.run("\n \n", "run").assertStatus(0);

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).hasLineCount(1).startsWith("0 jobs in ");
    }
}
