package dev.spindle.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.channel.FrameSink;
import dev.spindle.protocol.codec.MessageException;
import dev.spindle.protocol.codec.MessageReader;
import dev.spindle.protocol.message.FromWorker;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrintedTextTest {
    private final List<String> texts = new ArrayList<>();
    private final PrintedText out = new PrintedText(FromWorker.Stream.STDOUT, new StdioGuard());

    @BeforeEach
    void beginJob() {
        FrameSink sink = new FrameSink() {
            @Override
            public void put(byte[] bytes, int offset, int length) {
                try {
                    texts.add(((FromWorker.Output) MessageReader.fromWorker(bytes, offset, length)).text());
                } catch (MessageException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Outgoing outgoing = new Outgoing(sink, (status, line) -> texts.add(status + " " + line), null);
        outgoing.begin(1);
        out.sendTo(outgoing);
    }

    @Test
    void eachCallIsOnePiece() {
        out.print(true);
        out.print('c');
        out.print(1);
        out.print(2L);
        out.print(1.5f);
        out.print(2.5);
        out.print(new char[] {'a', 'b'});
        out.print((String) null);
        out.print((Object) null);
        out.println();
        out.println(true);
        out.println('c');
        out.println(1);
        out.println(2L);
        out.println(1.5f);
        out.println(2.5);
        out.println(new char[] {'a', 'b'});
        out.println((String) null);
        out.println(List.of(1));
        out.append("seq").append('c').append("abc", 1, 2);
        out.printf(Locale.ROOT, "%.1f|%s%n", 0.5, "x");
        PrintStream same = out.format("%d", 5);

        assertThat(same).isSameAs(out);
        assertThat(texts)
                .containsExactly(
                        "true", "c", "1", "2", "1.5", "2.5", "ab", "null", "null", "\n", "true\n", "c\n", "1\n", "2\n",
                        "1.5\n", "2.5\n", "ab\n", "null\n", "[1]\n", "seq", "c", "b", "0.5|x\n", "5");
        assertThat(out.checkError()).isFalse();
    }

    @Test
    void bytesCutAnywhereAreWholeCharacters() {
        String text = "aé€😀\uFFFDz😀é".repeat(500);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(7);
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(6));
            out.write(bytes, from, to - from);
            from = to;
        }

        assertThat(String.join("", texts)).isEqualTo(text);
    }

    @Test
    void whatIsMalformedIsReplacedAndHoldsNothingUp() {
        out.write(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80}, 0, 7);
        out.write(new byte[] {(byte) 0xE2, (byte) 0x82}, 0, 2);
        out.print("c");
        out.print('\uD83D');
        out.print("d");
        out.print('\uDE00');
        out.finish();

        assertThat(texts).containsExactly("a\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD", "\uFFFD", "c", "?d", "?");
    }

    @Test
    void singleBytesWaitForAFlush() {
        out.write('a');
        out.write('b');
        assertThat(texts).isEmpty();
        out.flush();
        out.write('c');
        out.print("d");

        assertThat(texts).containsExactly("ab", "c", "d");
    }
}
