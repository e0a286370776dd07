package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.coordinator.cli.Spindle.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What goes in and what comes out when nothing is wrong. */
class PassThroughTest {
    @Test
    void theExampleOfTheDocumentsIsRight() throws Exception {
        Path file = Path.of(System.getProperty("spindle.basedir", ".."), "examples", "primes.ndjson");

        Ended ended =
                Spindle.of("run", "-t", "prime", "-k", file.toString()).end().assertStatus(0);

        assertThat(ended.results()).extracting(Result::raw).hasSize(20).containsOnly("true", "false");
        assertThat(ended.results().stream().filter(each -> "true".equals(each.raw())))
                .extracting(Result::seq)
                .containsExactly(1L, 2L, 3L, 4L, 7L, 11L, 14L, 17L, 19L);
        assertThat(ended.err().lines().filter(line -> !line.startsWith("  ")))
                .singleElement()
                .asString()
                .contains("20 jobs in ", ": 20 ok");
    }

    @Test
    void valuesComeBackByteForByte() throws Exception {
        List<String> values = List.of(
                "1e400",
                "-1E-400",
                "0.10",
                "-0",
                "1234567890123456789012345678901234567890",
                "-0.1234567890123456789012345678901234567890",
                "\"\\ud83d\\ude00\"",
                "\"😀ü€\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\\u00e4\\uD800\\uFFFF\"",
                "\"\u007f\u0085\u2028\ufeff\"",
                "{\"a\":1,\"a\":2}",
                "{ \"a\" : [ 1 , 2 ] , \"\" : { } }",
                "[" + "1.50,".repeat(500) + "0]",
                "[".repeat(999) + "]".repeat(999),
                "{\"a\":".repeat(999) + "null" + "}".repeat(999),
                "\"" + "long ".repeat(100_000) + "\"",
                "null",
                "true",
                "\"\"");

        Ended ended = Spindle.run(String.join("\n", values), "run", "-t", "echo", "-k");

        assertThat(ended.assertStatus(0).results()).extracting(Result::raw).isEqualTo(values);
    }

    @Test
    void resultLinesHaveTheirKeysInOrder() throws Exception {
        Ended ended = Spindle.run(
                "{\"task\":\"echo\",\"id\":\"\\u00e4\",\"input\":[1]}\n{\"task\":\"echo\"}", "run", "-k", "-j", "1");

        assertThat(ended.assertStatus(0).out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("\\{\"seq\":1,\"id\":\"\\\\u00e4\",\"status\":\"ok\",\"result\":\\[1],"
                                        + "\"attempts\":1,\"worker\":0,\"ms\":[0-9.]+}"),
                        line -> assertThat(line)
                                .matches("\\{\"seq\":2,\"status\":\"ok\",\"result\":null,"
                                        + "\"attempts\":1,\"worker\":0,\"ms\":[0-9.]+}"));
    }

    @Test
    void keptOrderAndOrderOfEndsAgree() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder jobs = new StringBuilder();
        for (int line = 0; line < 2000; line++) {
            String task = List.of("echo", "factor", "prime", "sleep").get(random.nextInt(4));
            jobs.append("{\"task\":\"").append(task).append("\",\"input\":");
            jobs.append(task.equals("sleep") ? random.nextInt(3) : 1 + random.nextInt(1_000_000));
            jobs.append("}\n").append(random.nextInt(20) == 0 ? "\n" : random.nextInt(20) == 0 ? "{}\n" : "");
        }

        List<Result> kept = Spindle.run(jobs.toString(), "run", "-k", "-j", "3").results();
        List<Result> asEnded = Spindle.run(jobs.toString(), "run", "-j", "3").results();

        assertThat(kept).as("seed %s", seed).extracting(Result::seq).isSorted();
        List<String> essences =
                new ArrayList<>(kept.stream().map(Result::essence).toList());
        assertThat(asEnded)
                .as("seed %s", seed)
                .extracting(Result::essence)
                .containsExactlyInAnyOrderElementsOf(essences);
    }

    @Test
    void plainTextIsStrings() throws Exception {
        Ended lines = Spindle.run("a \"b\"\r\n\nü", "run", "--lines", "-t", "echo", "-k");
        assertThat(lines.assertStatus(0).results())
                .extracting(Result::essence)
                .containsExactly("1 ok \"a \\\"b\\\"\"", "2 ok \"\"", "3 ok \"ü\"");

        Ended items = Spindle.run("a\nb\0\0c", "run", "-0", "-t", "echo", "-k");
        assertThat(items.assertStatus(0).results())
                .extracting(Result::essence)
                .containsExactly("1 ok \"a\\nb\"", "2 ok \"\"", "3 ok \"c\"");
    }
}
