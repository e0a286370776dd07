package dev.spindle.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawJsonTest {
    @Test
    void isItsBytesAndNothingElse() {
        RawJson value = RawJson.of("1.00");

        assertThat(value).isEqualTo(RawJson.ofUtf8("1.00".getBytes(UTF_8))).hasSameHashCodeAs(RawJson.of("1.00"));
        assertThat(value).isNotEqualTo(RawJson.of("1.0")).isNotEqualTo("1.00");
        assertThat(value.length()).isEqualTo(4);
        assertThat(value).hasToString("1.00");
    }

    @Test
    void cannotBeChangedThroughTheArrayItWasMadeOfNorThroughItsCopy() {
        byte[] source = "12".getBytes(UTF_8);
        RawJson value = RawJson.ofUtf8(source);

        source[0] = 'x';
        value.toUtf8()[0] = 'y';

        assertThat(value).hasToString("12");
    }

    @Test
    void isCheckedOnlyWhereCodeThatParsedItSaysSo() {
        assertThat(RawJson.of("1").isChecked()).isFalse();
        assertThat(RawJson.ofUtf8(new byte[] {'1'}).isChecked()).isFalse();
        assertThat(RawJson.checked(new byte[] {'1'}).isChecked()).isTrue();
        assertThat(RawJson.NULL.isChecked()).isTrue();
    }
}
