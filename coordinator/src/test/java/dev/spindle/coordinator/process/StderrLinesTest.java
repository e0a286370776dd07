package dev.spindle.coordinator.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StderrLinesTest {
    private final List<String> heard = new ArrayList<>();
    private final StderrLines lines = new StderrLines(heard::add);

    private void read(String text) {
        lines.readAll(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void areToldOneByOneWhateverTheirEnds() {
        read("one\ntwo\r\n\nfour without an end");

        assertThat(heard).containsExactly("one", "two", "", "four without an end");
        assertThat(lines.last()).isEqualTo(heard);
    }

    @Test
    void oneByteAtATimeComeWhole() {
        byte[] text = "é😀\nsecond\n".getBytes(StandardCharsets.UTF_8);
        lines.readAll(new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        });

        assertThat(heard).containsExactly("é😀", "second");
    }

    @Test
    void keepTheLastTwentyShortened() {
        read("line\n".repeat(30) + "x".repeat(1_000) + "\n");

        assertThat(lines.last()).hasSize(20);
        assertThat(lines.last().get(19)).hasSizeLessThan(500).startsWith("xxx").endsWith("…");
        assertThat(heard.get(30)).hasSize(1_000);
    }

    @Test
    void keepTheFirstThreeToo() {
        read("one\ntwo\nthree\nfour\n" + "line\n".repeat(30));

        assertThat(lines.first()).containsExactly("one", "two", "three");
    }

    @Test
    void withoutEndAreCutIntoPieces() {
        read("y".repeat(20_000));

        assertThat(heard).hasSize(3);
        assertThat(String.join("", heard)).hasSize(20_000);
    }

    @Test
    void endWithTheStreamHoweverItEnds() {
        lines.readAll(new InputStream() {
            private boolean told;

            @Override
            public int read() throws IOException {
                throw new IOException("closed");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (told) {
                    return read();
                }
                told = true;
                Arrays.fill(target, offset, offset + 4, (byte) 'z');
                return 4;
            }
        });

        assertThat(String.join("", heard)).isEqualTo("zzzz");
    }
}
