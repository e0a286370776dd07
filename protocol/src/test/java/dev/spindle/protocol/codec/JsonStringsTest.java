package dev.spindle.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spindle.protocol.RawJson;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonStringsTest {
    private static RawJson quoted(String text) throws JsonSyntaxException {
        byte[] bytes = ("7" + text + "7").getBytes(UTF_8);
        return JsonStrings.quoted(bytes, 1, bytes.length - 2);
    }

    @Test
    void quoteAndEscapeWhatJsonMust() throws JsonSyntaxException {
        assertThat(quoted("")).hasToString("\"\"");
        assertThat(quoted("a\"b\\c\td\u0001é😀/")).hasToString("\"a\\\"b\\\\c\\td\\u0001é😀/\"");
        assertThat(quoted("a").isChecked()).isTrue();
    }

    @Test
    void giveBackAnyText() throws Exception {
        for (long seed = 1; seed <= 500; seed++) {
            String text = new RandomJson(new Random(seed)).text().repeat((int) (1 + seed % 400));
            RawJson json = quoted(text);

            assertThat(JsonText.string(json)).as("seed %d", seed).isEqualTo(text);
            assertThat(JsonText.check(json.shared(), 0, json.length()))
                    .as("seed %d", seed)
                    .isEqualTo(json);
        }
    }

    @Test
    void refuseWhatIsNotStrictUtf8() {
        byte[] bytes = {'a', 'b', (byte) 0xC0, (byte) 0x80};

        JsonSyntaxException refusal =
                catchThrowableOfType(JsonSyntaxException.class, () -> JsonStrings.quoted(bytes, 1, 3));

        assertThat(refusal.offset()).isEqualTo(1);
    }
}
