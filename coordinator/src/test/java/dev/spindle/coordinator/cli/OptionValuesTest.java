package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.lines.Durations;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How the values of options are read. */
class OptionValuesTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Command
    private static final class Holder {
        @Mixin
        private PoolOptions options = new PoolOptions();
    }

    private static PoolOptions parse(String... words) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(words);
        return holder.options;
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, 500",
        "30s, 30000",
        "1.5m, 90000",
        "2h, 7200000",
        "0.25ms, 0",
        "0s, 0",
        "1.0000001s, 1000",
        "999999999h, 3153600000000",
    })
    void times(String text, long millis) {
        assertThat(Durations.of(text).toMillis()).isEqualTo(millis);
    }

    @Test
    void fractionsOfMillisecondsCount() {
        assertThat(Durations.of("0.25ms")).isEqualTo(Duration.ofNanos(250_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "+1s", "1 s", "1S", ".5s", "1.s", "1d", "1e3s", "9999999999s", "1s1s"})
    void whatIsNoTime(String text) {
        assertThatThrownBy(() -> Durations.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is no time such as 500ms, 30s, 5m or 2h");
    }

    @Test
    void workersAreANumberOrRelativeToTheCores() {
        assertThat(parse().workers()).isEqualTo(CORES);
        assertThat(parse("-j", "4").workers()).isEqualTo(4);
        assertThat(parse("-j4").workers()).isEqualTo(4);
        assertThat(parse("-j=4").workers()).isEqualTo(4);
        assertThat(parse("-j", "50%").workers()).isEqualTo(Math.max(1, CORES / 2));
        assertThat(parse("-j", "300%").workers()).isEqualTo(CORES * 3);
        assertThat(parse("-j", "0%").workers()).isEqualTo(1);
        assertThat(parse("-j", "+1").workers()).isEqualTo(CORES + 1);
        assertThat(parse("-j", "-1").workers()).isEqualTo(Math.max(1, CORES - 1));
        assertThat(parse("-j-1").workers()).isEqualTo(Math.max(1, CORES - 1));
        assertThat(parse("-j", "-999999").workers()).isEqualTo(1);
        assertThat(parse("--workers=+2").workers()).isEqualTo(CORES + 2);
        assertThat(parse("--workers", "-0").workers()).isEqualTo(CORES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "abc", "+10%", "-10%", "", "1.5", "4x", "--memory", "1234567"})
    void whatIsNoNumberOfWorkers(String text) {
        PoolOptions options = parse("-j", text);

        assertThatThrownBy(options::workers)
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE))
                .hasMessageStartingWith("-j: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"63k", "2g", "abc", "", "-1", "64"})
    void whatIsNoCapOfAMessage(String text) {
        assertThatThrownBy(parse("--max-frame", text)::builder)
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE))
                .hasMessage("--max-frame: '" + text + "' is no size from 64k to 2047m");
    }

    @Test
    void aCapIsThatOfLinesAndResults() throws Exception {
        String lines = "\"" + "x".repeat(65_000) + "\"\n\"" + "x".repeat(66_000) + "\"\n1\n";

        Ended ended = Spindle.run(lines, "run", "-k", "-j1", "-t", "echo", "--max-frame", "64k");

        ended.assertStatus(1);
        assertThat(ended.result(1).message()).contains("over the cap of 61440");
        assertThat(ended.result(2).message()).contains("over the cap of 65536 bytes; --max-frame allows longer ones");
        assertThat(ended.result(3).raw()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"taks, task", "rnu, run", "runn, run", "rn, run", "task, tasks"})
    void aSlipIsNear(String typed, String meant) {
        assertThat(Spelling.slips(typed, meant)).isEqualTo(1);
        assertThat(Spelling.slips(meant, typed)).isEqualTo(1);
    }
}
