package dev.spindle.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {
    private static String of(byte[] bytes) {
        return Excerpt.of(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "debug: x=1, debug: x=1",
        "'a\n\r\tb', a\\n\\r\\tb",
        "'\u001b[31mred\u007f\u0085\u009b', \\x1b[31mred\\x7f\\u0085\\u009b",
        "'\u2028\u2029\u202e\u200b\ufeffé😀', \\u2028\\u2029\\u202e\\u200b\\ufeffé😀",
    })
    void showsWhatMovesACursorOrBreaksALine(String text, String shown) {
        assertThat(of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo('"' + shown + '"');
    }

    @Test
    void showsBytesThatAreNoText() {
        byte[] bytes = {'a', (byte) 0xff, (byte) 0xc3, 'b', (byte) 0xe2, (byte) 0x82, 0, (byte) 0xf0, (byte) 0x9f};

        assertThat(of(bytes)).isEqualTo("\"a\\xff\\xc3b\\xe2\\x82\\x00\\xf0\\x9f\"");
    }

    @Test
    void isShortAndCutsNoCharacterInTwo() {
        byte[] bytes = ("x" + "é".repeat(5_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(of(bytes)).isEqualTo("\"x" + "é".repeat(99) + "…\"");
        assertThat(Excerpt.of(bytes, 1, 5)).isEqualTo("\"éé\"");
        assertThat(Excerpt.of(bytes, 1, 1)).isEqualTo("\"\"");
    }
}
