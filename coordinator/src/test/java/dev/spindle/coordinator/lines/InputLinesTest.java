package dev.spindle.coordinator.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputLinesTest {

    /** Number and text of each line; what is passed over as {@code >}. */
    private static List<String> read(InputStream in, char delimiter, int cap) throws IOException {
        List<String> found = new ArrayList<>();
        try (InputLines lines = new InputLines(in, delimiter, cap)) {
            while (lines.next()) {
                String text = new String(lines.bytes(), lines.offset(), lines.length(), StandardCharsets.UTF_8);
                found.add(lines.number() + (lines.overCap() == null ? ":" : ">") + text);
            }
        }
        return found;
    }

    private static List<String> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), '\n', 1000);
    }

    /** Gives at most {@code piece} bytes at a time. */
    private static InputStream inPieces(byte[] bytes, int piece) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, piece));
            }
        };
    }

    @Test
    void linesAreTheSameWhereverTheStreamIsSplit() throws IOException {
        byte[] text = "\uFEFFone\r\n\n zwei ü€😀\r\n\rx\n\uFEFFlast".getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece <= text.length + 1; piece++) {
            assertThat(read(inPieces(text, piece), '\n', 1000))
                    .as("pieces of %s", piece)
                    .containsExactly("1:one", "2:", "3: zwei ü€😀", "4:\rx", "5:\uFEFFlast");
        }
    }

    @Test
    void theLastLineNeedsNoEndAndAnEndBeginsNoLine() throws IOException {
        assertThat(read("a\nb")).containsExactly("1:a", "2:b");
        assertThat(read("a\nb\n")).containsExactly("1:a", "2:b");
        assertThat(read("a\n\n")).containsExactly("1:a", "2:");
        assertThat(read("\r\n")).containsExactly("1:");
        assertThat(read("a\r")).containsExactly("1:a");
        assertThat(read("")).isEmpty();
    }

    @Test
    void itemsThatEndWithNulMayHoldAnything() throws IOException {
        byte[] text = "a\nb\r\0\0ü\0c".getBytes(StandardCharsets.UTF_8);
        assertThat(read(new ByteArrayInputStream(text), '\0', 1000)).containsExactly("1:a\nb\r", "2:", "3:ü", "4:c");
    }

    @Test
    void aLineOverTheCapIsPassedOverAndTheNextIsIntact() throws IOException {
        for (int length = 98; length < 104; length++) {
            byte[] text = ("\uFEFF" + "x".repeat(length) + "\r\nnext\n").getBytes(StandardCharsets.UTF_8);
            for (int piece : new int[] {1, 2, 3, 50, 101, 102, 103, 104, 105, 106, 107, 1000}) {
                assertThat(read(inPieces(text, piece), '\n', 100))
                        .as("%s bytes in pieces of %s", length, piece)
                        .containsExactly(length <= 100 ? "1:" + "x".repeat(length) : "1>", "2:next");
            }
        }
    }

    @Test
    void longLinesSurviveTheGrowthOfTheBuffer() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        int cap = 300_000;
        for (int line = 1; line <= 60; line++) {
            int length = random.nextInt(random.nextBoolean() ? 100 : 400_000);
            String content = String.valueOf((char) ('a' + line % 26)).repeat(length);
            text.writeBytes((content + "\n").getBytes(StandardCharsets.US_ASCII));
            expected.add(length > cap ? line + ">" : line + ":" + content);
        }
        int piece = 1 + random.nextInt(200_000);

        // Not containsExactly: its message would be endless.
        assertThat(read(inPieces(text.toByteArray(), piece), '\n', cap).equals(expected))
                .as("seed %s", seed)
                .isTrue();
    }

    @Test
    void columnsCountCharacters() throws IOException {
        byte[] text = "\uFEFFäb😀c".getBytes(StandardCharsets.UTF_8);
        try (InputLines lines = new InputLines(new ByteArrayInputStream(text), '\n', 100)) {
            assertThat(lines.next()).isTrue();
            assertThat(lines.column(0)).isEqualTo(1);
            assertThat(lines.column(2)).isEqualTo(2); // b
            assertThat(lines.column(3)).isEqualTo(3); // the emoji
            assertThat(lines.column(7)).isEqualTo(4); // c
            assertThat(lines.column(1000)).isEqualTo(5);
        }
    }

    @Test
    void knowsBlankLines() throws IOException {
        List<Boolean> blank = new ArrayList<>();
        try (InputLines lines = new InputLines(
                new ByteArrayInputStream(" \t\r\r\n\nx\n \u00a0".getBytes(StandardCharsets.UTF_8)), '\n', 100)) {
            while (lines.next()) {
                blank.add(lines.isBlank());
            }
        }
        assertThat(blank).containsExactly(true, true, false, false);
    }

    /** What has come is read, however it came; nobody waits for what has not. */
    @Test
    void itMayWaitOnlyWhereNoWholeLineHasCome() throws IOException {
        PipedOutputStream writer = new PipedOutputStream();
        try (InputLines lines = new InputLines(new PipedInputStream(writer, 1 << 16), '\n', 1000)) {
            assertThat(lines.mayWait()).isTrue();
            writer.write("one\ntw".getBytes(StandardCharsets.UTF_8));
            assertThat(lines.mayWait()).isFalse();
            assertThat(lines.next()).isTrue();
            assertThat(lines.mayWait()).isTrue();
            writer.write("o\nthree\n".getBytes(StandardCharsets.UTF_8));
            assertThat(lines.mayWait()).isFalse();
            assertThat(lines.next()).isTrue();
            assertThat(new String(lines.bytes(), lines.offset(), lines.length(), StandardCharsets.UTF_8))
                    .isEqualTo("two");
            assertThat(lines.mayWait()).isFalse();
            assertThat(lines.next()).isTrue();
            assertThat(lines.number()).isEqualTo(3);
            assertThat(lines.mayWait()).isTrue();
            writer.write("x".repeat(1100).getBytes(StandardCharsets.UTF_8));
            assertThat(lines.mayWait()).isTrue(); // for the end of a line that is too long
            writer.close();
            assertThat(lines.next()).isTrue();
            assertThat(lines.overCap()).contains("over the cap of 1000 bytes");
            assertThat(lines.next()).isFalse();
        }
    }
}
