package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({
        "thinking!, 5, thi…", // an ellipsis may be two columns wide
        "thinking!, 2, …",
        "thinking!, 1, ''",
        "thinking!, -7, ''",
        "思考思考, 7, 思考…",
        "😀😀😀, 6, 😀😀…",
        "e\u0301e\u0301e\u0301, 4, e\u0301e\u0301…",
    })
    void clipsByColumns(String text, int columns, String clipped) {
        assertThat(Terminal.clipped(text, columns)).isEqualTo(clipped);
    }

    @Test
    void aDescriptorThatIsNotThereIsNoTerminal() {
        assertThat(Terminal.isTerminal(12_345)).isFalse();
    }
}
