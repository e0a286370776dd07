package dev.spindle.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    /** What the JDK's strict decoder says of the same bytes. */
    private static int expected(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true);
        return result.isError() ? in.position() : -1;
    }

    private static void assertAgrees(byte[] bytes) {
        int found = Utf8.firstMalformed(bytes, 0, bytes.length);
        if (found != expected(bytes)) {
            throw new AssertionError(
                    HexFormat.of().formatHex(bytes) + ": found " + found + ", expected " + expected(bytes));
        }
    }

    @Test
    void agreesWithTheDecoderOnEveryTwoBytesAndEveryLeadOfLongerOnes() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                assertAgrees(new byte[] {(byte) first, (byte) second});
                if (first >= 0xE0) {
                    assertAgrees(new byte[] {(byte) first, (byte) second, (byte) 0x80});
                    assertAgrees(new byte[] {(byte) first, (byte) second, (byte) 0xBF, (byte) 0x80});
                    assertAgrees(new byte[] {(byte) first, (byte) second, (byte) 0xBF, (byte) 0x7F});
                    assertAgrees(new byte[] {(byte) first, (byte) second, (byte) 0x7F, (byte) 0x80});
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheDecoderOnTextWithOneByteChanged(long seed) {
        Random random = new Random(seed);
        byte[] text =
                "plain text, é, ﬁ, €, 한, 😀, and some more plain text".repeat(2).getBytes(StandardCharsets.UTF_8);
        assertAgrees(text);
        for (int i = 0; i < 5000; i++) {
            byte[] changed = text.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            int from = random.nextInt(changed.length);
            assertAgrees(Arrays.copyOfRange(changed, from, from + random.nextInt(changed.length - from + 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EDA080",
                "EDBFBF",
                "C080",
                "C1BF",
                "E09FBF",
                "F08FBFBF",
                "F4908080",
                "F5808080",
                "FF",
                "FE",
                "80",
                "C3",
                "E282",
                "F09F98"
            })
    void findsWhatIsNotWellFormedAtEveryOffset(String hex) {
        byte[] malformed = HexFormat.of().parseHex(hex);
        for (int before = 0; before < 20; before++) {
            byte[] bytes = new byte[before + malformed.length];
            Arrays.fill(bytes, (byte) 'a');
            System.arraycopy(malformed, 0, bytes, before, malformed.length);

            assertThat(Utf8.firstMalformed(bytes, 0, bytes.length)).isEqualTo(before);
        }
    }

    @Test
    void seesOnlyTheSlice() {
        byte[] bytes = {(byte) 0x80, 'a', (byte) 0xC3, (byte) 0xA9};

        assertThat(Utf8.firstMalformed(bytes, 1, 4)).isEqualTo(-1);
        assertThat(Utf8.firstMalformed(bytes, 1, 3)).isEqualTo(2);
        assertThat(Utf8.firstMalformed(bytes, 1, 1)).isEqualTo(-1);
    }
}
