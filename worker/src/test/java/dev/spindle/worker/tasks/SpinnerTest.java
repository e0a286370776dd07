package dev.spindle.worker.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpinnerTest {
    @Test
    void theBarTurnsByAnEighthEachFrame() {
        assertThat(Spinner.frame(0, "m")).isEqualTo("\r\\ m");
        assertThat(Spinner.frame(1, "m")).isEqualTo("\r| m");
        assertThat(Spinner.frame(2, "m")).isEqualTo("\r/ m");
        assertThat(Spinner.frame(3, "m")).isEqualTo("\r- m");
        assertThat(Spinner.frame(4_000_000_000L, "")).isEqualTo("\r\\ ");
    }

    @Test
    void blanksCoverBarSpaceAndMessage() {
        assertThat(Spinner.blank("thinking!")).isEqualTo("\r" + " ".repeat(11) + "\r");
        assertThat(Spinner.blank("")).isEqualTo("\r  \r");
        assertThat(Spinner.blank("思考")).isEqualTo("\r" + " ".repeat(6) + "\r");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "thinking!, 9",
        "größer, 6",
        "e\u0301te\u0301, 3", // each é is a letter and an accent that takes no room
        "思考, 4",
        "😀, 2",
        "a\u200Db, 2", // joined without a space
        "so\u00ADft, 5", // a terminal shows this hyphen
    })
    void columnsOfATerminal(String text, int columns) {
        assertThat(Columns.of(text)).isEqualTo(columns);
    }

    @Test
    void breaksAfterAsManyFramesAsTakeThatLong() {
        assertThatCode(() -> Spinner.breakIf(true, 9)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Spinner.breakIf(true, 10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the spinner broke");
        assertThatCode(() -> Spinner.breakIf(false, Long.MAX_VALUE)).doesNotThrowAnyException();
    }
}
