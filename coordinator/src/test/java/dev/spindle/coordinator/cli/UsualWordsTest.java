package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is read without picocli is read as picocli would have. */
class UsualWordsTest {
    private static final List<List<String>> OPTIONS = List.of(
            List.of("jobs.ndjson"),
            List.of("-"),
            List.of("@jobs"),
            List.of("-t", "prime"),
            List.of("--task=prime"),
            List.of("--lines"),
            List.of("-0"),
            List.of("--null"),
            List.of("-o", "out=1"),
            List.of("--output=out=1"),
            List.of("-k"),
            List.of("--keep-order"),
            List.of("-j", "4"),
            List.of("--workers", "50%"),
            List.of("--workers=+1"),
            List.of("--memory", "512m"),
            List.of("--transport=mmap"),
            List.of("--queue", "lifo"),
            List.of("--chunk", "auto"),
            List.of("--halt=soon,fail=10%"),
            List.of("--rss-limit", "2g"),
            List.of("--timeout", "1.5s"),
            List.of("--grace=0s"),
            List.of("--retries", "0"),
            List.of("--progress", "off"),
            List.of("--report", "a.html"),
            List.of("--trace", "run.trace"),
            List.of("--joblog=run.log"),
            List.of("--dashboard"),
            List.of("--dashboard=8080"),
            List.of("--dry-run"),
            List.of("--summary", "a b"),
            List.of("-q"),
            List.of("--verbose"));

    private static RunCommand byPicocli(List<String> words) {
        CommandLine.ParseResult parsed = SpindleCommand.commandLine("run").parseArgs(words.toArray(new String[0]));
        return (RunCommand) parsed.subcommand().commandSpec().userObject();
    }

    private static @Nullable RunCommand read(List<String> words) {
        return UsualWords.read(words.toArray(new String[0]));
    }

    private static void assertSame(List<String> words) {
        RunCommand read = read(words);
        assertThat(read).as("%s", words).isNotNull();
        assertThat(read)
                .as("%s", words)
                .usingRecursiveComparison()
                .ignoringFields("spec", "words")
                .isEqualTo(byPicocli(words));
    }

    @Test
    void everyOptionAlone() {
        OPTIONS.forEach(option -> {
            List<String> words = new ArrayList<>(List.of("run"));
            words.addAll(option);
            assertSame(words);
        });
    }

    /** Of any words it either reads what picocli reads, or nothing: above all where picocli complains. */
    @Test
    void anyMixture() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int known = 0;
        for (int i = 0; i < 800; i++) {
            List<String> words = new ArrayList<>(List.of("run"));
            List<List<String>> options = new ArrayList<>(OPTIONS);
            Collections.shuffle(options, random);
            options.subList(0, random.nextInt(6)).forEach(words::addAll);
            if (words.size() > 1 && random.nextInt(4) == 0) {
                words.remove(1 + random.nextInt(words.size() - 1));
            }
            if (read(words) != null) {
                known++;
                assertSame(words);
            }
        }
        assertThat(known).isGreaterThan(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "spin",
                "run -k -k",
                "run -k --keep-order",
                "run -t a --task b",
                "run a b",
                "run -t",
                "run -t -k",
                "run -j -1",
                "run -kq",
                "run -j4",
                "run --",
                "run --help",
                "run --lines=true",
                "run --retries 08",
                "run --retries x",
                "run --timeout 5",
                "run --grace -1s",
                "run --task= a",
                "run --jar a",
                "run --journal j",
                "run --tasks a",
                "run --=x",
                "run -x",
                "run -o= a",
                "run --retry-on lost,timeout",
                "run --worker-command cat"
            })
    void whatIsPicoclisToRead(String words) {
        assertThat(read(List.of(words.split(" ", -1)))).isNull();
    }

    @Test
    void anEmptyWordIsPicoclisToRead() {
        assertThat(read(List.of("run", ""))).isNull();
        assertThat(read(List.of("run", "-t", ""))).isNull();
    }
}
