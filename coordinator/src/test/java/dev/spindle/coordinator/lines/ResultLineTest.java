package dev.spindle.coordinator.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.RawJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of jobs that ran are in the tests of the command itself. */
class ResultLineTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.001",
        "10, 0.01",
        "100, 0.1",
        "1000, 1",
        "1010, 1.01",
        "1250, 1.25",
        "999999, 999.999",
        "9223372036854775807, 9223372036854775.807",
    })
    void microsecondsAreMillisecondsWithoutZerosAtTheEnd(long micros, String text) {
        assertThat(ResultLine.millis(micros)).isEqualTo(text);
    }

    private static String line(Line line) throws InterruptedException {
        return new String(ResultLine.of(new Line.Ended(line, null, 0)).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void anInvalidLineHasNoWorkerAndNoAttempt() throws InterruptedException {
        assertThat(line(Line.invalid(7, 0, RawJson.of("\"\\u00e4\""), "line 7, column 1: \"no\"\nü")))
                .isEqualTo("{\"seq\":7,\"id\":\"\\u00e4\",\"status\":\"invalid\",\"error\":{\"type\":\"invalid\","
                        + "\"message\":\"line 7, column 1: \\\"no\\\"\\nü\"},\"attempts\":0,\"ms\":0}\n");
    }

    @Test
    void halfASurrogatePairInAMessageIsReplaced() throws InterruptedException {
        assertThat(line(Line.invalid(1, 0, null, "a\ud800b"))).contains("\"message\":\"a?b\"");
    }

    @Test
    void aJobThatWasNotSubmittedAnyMoreIsCancelled() throws InterruptedException {
        assertThat(line(new Line(3, 0, null, "echo", RawJson.NULL, null, 0, null)))
                .startsWith("{\"seq\":3,\"status\":\"cancelled\",\"error\":{\"type\":\"cancelled\",")
                .endsWith("},\"attempts\":0,\"ms\":0}\n");
    }
}
