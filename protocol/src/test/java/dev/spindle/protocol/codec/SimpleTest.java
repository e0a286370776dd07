package dev.spindle.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.BlobSpace;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without a parser is read as a parser would. */
class SimpleTest {
    private static final int ROUNDS = 20_000;
    private static final List<Class<?>> TYPES =
            List.of(Integer.class, Long.class, Boolean.class, String.class, Double.class);

    private final Random random = new Random(7);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "7",
                "-7",
                "123456789012345678",
                "\"\"",
                "\"a\"",
                "\"1234567\"",
                "\"12345678\"",
                "\"a longer string of many words\"",
                "\"\u007f\""
            })
    void aSimpleValueIsSeen(String json) throws Exception {
        byte[] bytes = ascii(json);

        assertThat(Simple.end(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        assertThat(JsonText.parsed(bytes, 0, bytes.length)).isEqualTo(RawJson.of(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "01",
                "-01",
                "1.5",
                "1e3",
                "1E3",
                "1234567890123456789",
                "nul",
                "truth",
                "fals",
                "+1",
                " 1",
                "[1]",
                "\"a",
                "\"\\n\"",
                "\"a tab\there\"",
                "\"12345678\u00e9\"",
                "\"1234567\u0001\"",
                "\"\u00e9\"",
                "'a'",
                "\"",
                "{}"
            })
    void whatIsNotSimpleIsLeftToTheParser(String json) {
        byte[] bytes = ascii(json);

        assertThat(Simple.end(bytes, 0, bytes.length)).isNotEqualTo(bytes.length);
    }

    @Test
    void whateverIsSimpleTheParserReadsAlike() throws Exception {
        int simple = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = wildValue();
            if (bytes.length > 0 && Simple.end(bytes, 0, bytes.length) == bytes.length) {
                simple++;
                assertThat(JsonText.parsed(bytes, 0, bytes.length).toUtf8()).isEqualTo(bytes);
                for (Class<?> type : TYPES) {
                    Object read = Simple.read(bytes, type);
                    if (read != null) {
                        assertThat(read).isEqualTo(TypedValues.read(RawJson.checked(bytes), type));
                    }
                }
            }
        }
        assertThat(simple).isGreaterThan(ROUNDS / 10);
    }

    /** A value whose bytes were changed here and there. */
    private byte[] wildValue() {
        String[] kinds = {
            "true",
            "null",
            "false",
            Long.toString(random.nextLong() >> random.nextInt(64)),
            "\"" + text() + "\"",
            "[1,2]"
        };
        byte[] bytes = ascii(kinds[random.nextInt(kinds.length)]);
        if (random.nextInt(3) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append((char) (' ' + random.nextInt(random.nextInt(8) == 0 ? 200 : 90)));
        }
        return text.toString();
    }

    @Test
    void whatIsWrittenSimplyAParserWritesAlike() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Object value = random.nextBoolean() ? text() : (Object) (random.nextLong() >> random.nextInt(64));

            byte[] simple = Simple.write(value);

            if (simple != null) {
                assertThat(RawJson.checked(simple)).isEqualTo(TypedValues.write(value, new BlobWriter(BlobSpace.NONE)));
                assertThat(Values.read(RawJson.checked(simple), value.getClass()))
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void theShortcutReadsWhatTheEnvelopeReads() throws Exception {
        RandomMessages messages = new RandomMessages(random);
        MessageWriter writer = new MessageWriter();
        int taken = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Message message =
                    i % 2 == 0 ? simpleMessage() : random.nextBoolean() ? messages.toWorker() : messages.fromWorker();
            writer.encode(message);
            byte[] bytes = Arrays.copyOf(writer.bytes(), writer.length());
            if (random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) "0123456789\"{}:,abc".charAt(random.nextInt(18));
            }
            ToWorker.RunTask run = Shortcut.run(bytes, 0, bytes.length);
            FromWorker.Result result = Shortcut.result(bytes, 0, bytes.length);
            if (run != null) {
                assertThat(run).isEqualTo(MessageReader.anyToWorker(bytes, 0, bytes.length));
            }
            if (result != null) {
                assertThat(result).isEqualTo(MessageReader.anyFromWorker(bytes, 0, bytes.length));
            }
            taken += run != null || result != null ? 1 : 0;
        }
        assertThat(taken).isGreaterThan(ROUNDS / 4);
    }

    private Message simpleMessage() throws ValueException {
        RawJson value =
                random.nextBoolean() ? Values.write(random.nextInt()) : Values.write("x".repeat(random.nextInt(30)));
        return random.nextBoolean()
                ? new FromWorker.Result(random.nextInt(1 << 20), value)
                : new ToWorker.RunTask(
                        random.nextInt(1 << 20), "echo", value, random.nextInt(100), 1 + random.nextInt(3), 0);
    }
}
