package dev.spindle.protocol.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFrameSourceTest {
    private static final int CAP = 1000;

    private static final String MIXED = "{\"a\":1}\n"
            + "\r\n \n"
            + "Content-Length: 8\r\n\r\n{\"b\":\n2}"
            + "{\"c\":3}\r\n"
            + "content-type: application/json\r\ncontent-length:7\r\n\r\n{\"é\":4"
            + "\n\t  {\"e\":5}  \n"
            + "Content-Length: 0\r\n\r\n"
            + "[]\n";
    private static final List<String> MIXED_FRAMES =
            List.of("{\"a\":1}", "{\"b\":\n2}", "{\"c\":3}", "{\"é\":4", "{\"e\":5}  ", "", "[]");

    private static StreamFrameSource source(String text) {
        return new StreamFrameSource(new Trickle(text.getBytes(UTF_8), () -> Integer.MAX_VALUE), CAP);
    }

    private static String frame(FrameSource source) {
        return new String(source.bytes(), source.offset(), source.length(), UTF_8);
    }

    private static List<String> frames(FrameSource source) throws IOException {
        List<String> frames = new ArrayList<>();
        while (source.next()) {
            frames.add(frame(source));
        }
        return frames;
    }

    @Test
    void tellsBothFramingsApartInOneStream() throws IOException {
        assertThat(frames(source(MIXED))).isEqualTo(MIXED_FRAMES);
    }

    @Test
    void findsTheSameFramesWhereverTheBytesAreSplit() throws IOException {
        byte[] bytes = MIXED.getBytes(UTF_8);
        for (int split = 1; split < bytes.length; split++) {
            int first = split;
            Trickle in = new Trickle(bytes, new IntSupplier() {
                private boolean begun;

                @Override
                public int getAsInt() {
                    int piece = begun ? Integer.MAX_VALUE : first;
                    begun = true;
                    return piece;
                }
            });
            assertThat(frames(new StreamFrameSource(in, CAP)))
                    .as("split after byte %d", split)
                    .isEqualTo(MIXED_FRAMES);
        }
        assertThat(frames(new StreamFrameSource(new Trickle(bytes, () -> 1), CAP)))
                .isEqualTo(MIXED_FRAMES);
    }

    @Test
    void saysThatAFrameIsBufferedExactlyWhenNextWouldNotRead() throws IOException {
        byte[] bytes = MIXED.getBytes(UTF_8);
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            Trickle in = new Trickle(bytes, () -> 1 + random.nextInt(20));
            StreamFrameSource source = new StreamFrameSource(in, CAP);
            boolean more = true;
            while (more) {
                boolean buffered = source.hasBuffered();
                int before = in.given();
                more = source.next();
                assertThat(buffered)
                        .as("seed %d, after %d bytes", seed, before)
                        .isEqualTo(more && in.given() == before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n", "%s\r\n", "Content-Length: " + CAP + "\r\n\r\n%s"})
    void takesFramesUpToTheCap(String framed) throws IOException {
        String longest = "1".repeat(CAP);

        assertThat(frames(source(framed.formatted(longest)))).containsExactly(longest);
        assertThat(frames(new StreamFrameSource(
                        new Trickle(framed.formatted(longest).getBytes(UTF_8), () -> 1), CAP)))
                .containsExactly(longest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s1\n",
                "%s1\r\n",
                "%s1",
                "Content-Length: 1001\r\n\r\n%s1",
                "Content-Length: 999999999999\r\n\r\n"
            })
    void refusesFramesOverTheCapBeforeTheyAreWhole(String framed) throws IOException {
        StreamFrameSource source = source("[]\n" + framed.formatted("1".repeat(CAP)));

        assertThat(source.next()).isTrue();
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(source::next)
                    .isInstanceOf(FrameException.class)
                    .hasMessageContaining("over the cap of 1000 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Could not create the Java Virtual Machine.\\n | neither JSON nor a Content-Length header",
                "Content-Length: 2\\n\\n{} | do not end with CR LF",
                "\\nContent-Length: 2\\r\\n\\n{} | do not end with CR LF",
                "Content-Length: two\\r\\n\\r\\n{} | without a Content-Length",
                "Content-Length: -2\\r\\n\\r\\n{} | without a Content-Length",
                "Content-Type: x\\r\\n\\r\\n{} | without a Content-Length",
                "Content-Lengths: 2\\r\\n\\r\\n{} | without a Content-Length"
            })
    void refusesWhatIsNoHeaderWithoutWaitingForMore(String escaped, String reason) {
        String text = escaped.replace("\\r", "\r").replace("\\n", "\n");
        StreamFrameSource source = source("[]\n" + text);

        assertThat(assertDoesNotThrow(source)).isTrue();
        assertThat(source.hasBuffered()).isTrue();
        assertThatThrownBy(source::next)
                .isInstanceOf(FrameException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
    }

    private static boolean assertDoesNotThrow(FrameSource source) {
        try {
            return source.next();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesAHeaderWithoutAnEnd() {
        StreamFrameSource source = source("Content-Type: " + "x".repeat(10_000));

        assertThatThrownBy(source::next)
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("no end of the header")
                .hasMessageEndingWith("x…\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\"", "Content-Length", "Content-Length: 5\r\n\r\n{", "C"})
    void saysThatAStreamEndedWithinAFrame(String part) throws IOException {
        StreamFrameSource source = source("[]\n" + part);

        assertThat(source.next()).isTrue();
        assertThat(source.hasBuffered()).isFalse();
        assertThatThrownBy(source::next)
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("in the middle of a message, after: " + shown(part));
    }

    private static String shown(String text) {
        return '"' + text.replace("\r", "\\r").replace("\n", "\\n") + '"';
    }

    /** Else what a program printed last would be taken for a message that its death has torn. */
    @ParameterizedTest
    @ValueSource(strings = {"bye", "[1, 2", "\"", "42"})
    void refusesAnEndOfTheStreamBehindWhatBeginsNoMessage(String part) {
        assertThatThrownBy(source(part)::next)
                .isInstanceOf(FrameException.class)
                .hasMessageEndingWith(": " + shown(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "  \t\n"})
    void endsQuietlyBetweenFrames(String nothing) throws IOException {
        StreamFrameSource source = source("[]\n" + nothing);

        assertThat(source.next()).isTrue();
        assertThat(source.next()).isFalse();
        assertThat(source.hasBuffered()).isFalse();
        assertThat(source.next()).isFalse();
    }

    @Test
    void growsForALargeFrameAndShrinksAgain() throws IOException {
        byte[] large = new byte[5 << 20];
        Arrays.fill(large, (byte) '7');
        StringBuilder text =
                new StringBuilder("[1]\n").append(new String(large, UTF_8)).append("\n");
        text.append("[2]\n".repeat(1 << 20));
        Random random = new Random(7);
        StreamFrameSource source = new StreamFrameSource(
                new Trickle(text.toString().getBytes(UTF_8), () -> 1 + random.nextInt(10_000)), Integer.MAX_VALUE);

        assertThat(source.next()).isTrue();
        assertThat(source.next()).isTrue();
        assertThat(source.length()).isEqualTo(large.length);
        assertThat(source.bytes().length).isGreaterThan(large.length);
        for (int i = 0; i < 1 << 20; i++) {
            assertDoesNotThrow(source);
            if (!frame(source).equals("[2]")) {
                throw new AssertionError("frame " + i + " is " + frame(source));
            }
        }
        assertThat(source.next()).isFalse();
        assertThat(source.bytes().length).isEqualTo(1 << 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 16777216\r\n\r\n"})
    void takesTimeInProportionToAFramesLength(String header) {
        byte[] line = new byte[(16 << 20) + header.length() + 1];
        Arrays.fill(line, (byte) '7');
        System.arraycopy(header.getBytes(UTF_8), 0, line, 0, header.length());
        line[line.length - 1] = '\n';
        StreamFrameSource source = new StreamFrameSource(new Trickle(line, () -> 1 << 10), 64 << 20);

        // Looking at all of it again with each of the 16,384 reads would take more than a minute.
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(source.next()).isTrue());
        assertThat(source.length()).isEqualTo(16 << 20);
    }

    @Test
    void closesTheStream() throws IOException {
        Trickle in = new Trickle(new byte[0], () -> 1);

        new StreamFrameSource(in, CAP).close();

        assertThat(in.isClosed()).isTrue();
    }
}
