package dev.spindle.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobReferenceTest {
    @Test
    void isReadWhereItStands() {
        String text = BlobReference.text((1L << 40) + 64, Integer.MAX_VALUE);
        byte[] json = ("[1," + text + "]").getBytes(UTF_8);

        assertThat(BlobReference.read(json, 3))
                .isEqualTo(new BlobReference(3, 3 + text.length(), (1L << 40) + 64, Integer.MAX_VALUE, null));
        assertThat(BlobReference.read(json, 2)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"$blob\":",
                "{\"$blob\":{\"offset\":",
                "{\"$blob\":{\"offset\":,\"length\":1}}",
                "{\"$blob\":{\"offset\":1,\"length\":}}",
                "{\"$blob\":{\"offset\":-1,\"length\":1}}",
                "{\"$blob\":{\"offset\":1,\"length\":2147483648}}",
                "{\"$blob\":{\"offset\":99999999999999999,\"length\":1}}",
                "{\"$blob\":{\"offset\":1,\"length\":1} }",
                "{\"$blob\": {\"offset\":1,\"length\":1}}",
                "{\"$blob\":{\"offset\":1,\"length\":1}"
            })
    void nothingElseIsOne(String text) {
        byte[] json = text.getBytes(UTF_8);

        assertThat(BlobReference.read(json, 0)).isNull();
        assertThat(BlobReference.read(json, -1)).isNull();
        assertThat(BlobReference.read(json, Integer.MAX_VALUE)).isNull();
    }
}
