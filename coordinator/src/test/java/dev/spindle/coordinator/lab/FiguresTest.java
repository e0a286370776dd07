package dev.spindle.coordinator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.0123456, 0.0123",
        "0.9996, 1.00",
        "1.5, 1.50",
        "99.96, 100",
        "123.4, 123",
        "12345, 12300",
        "-2.5, -2.50",
        "1e9, 1000000000"
    })
    void haveThreeDigits(double number, String text) {
        assertThat(Figures.of(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"40, 0.0400 µs", "999000, 999 µs", "1234567, 1.23 ms", "20e6, 20.0 ms", "3.5e9, 3.50 s"})
    void timesHaveTheUnitThatSuits(double nanos, String text) {
        assertThat(Figures.time(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 byte",
        "3, 3 bytes",
        "999, 999 bytes",
        "1021, 1 KiB",
        "1500, 1.5 KiB",
        "65530, 64 KiB",
        "1048570, 1 MiB",
        "104857600, 100 MiB"
    })
    void sizesAreRough(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }
}
