package dev.spindle.protocol.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamFrameSinkTest {
    /** Counts what reaches the stream, and how. */
    private static final class Target extends ByteArrayOutputStream {
        private int writes;
        private int flushes;
        private boolean closed;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            writes++;
            super.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            flushes++;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static void put(FrameSink sink, String json) throws IOException {
        byte[] bytes = ("<" + json + ">").getBytes(UTF_8);
        sink.put(bytes, 1, bytes.length - 2);
    }

    @Test
    void writesALineOrAHeaderAndABody() throws IOException {
        Target lines = new Target();
        StreamFrameSink line = new StreamFrameSink(lines, Framing.LINE);
        put(line, "{\"é\":1}");
        line.flush();
        Target headers = new Target();
        StreamFrameSink header = new StreamFrameSink(headers, Framing.HEADER);
        put(header, "{\"é\":1}");
        header.flush();

        assertThat(lines.toString(UTF_8)).isEqualTo("{\"é\":1}\n");
        assertThat(headers.toString(UTF_8)).isEqualTo("Content-Length: 8\r\n\r\n{\"é\":1}");
    }

    @Test
    void gathersSmallFramesUntilTheyAreFlushed() throws IOException {
        Target target = new Target();
        StreamFrameSink sink = new StreamFrameSink(target, Framing.LINE);

        for (int i = 0; i < 100; i++) {
            put(sink, "[" + i + "]");
        }
        assertThat(target.writes).isZero();
        sink.flush();

        assertThat(target.writes).isOne();
        assertThat(target.flushes).isOne();
        assertThat(target.toString(UTF_8)).startsWith("[0]\n[1]\n").endsWith("[99]\n");
    }

    @ParameterizedTest
    @EnumSource
    void writesFramesOfEveryLengthAroundItsBufferWholeAndInOrder(Framing framing) throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Target target = new Target();
        StreamFrameSink sink = new StreamFrameSink(target, framing);
        for (int length = (1 << 16) - 30; length < (1 << 16) + 5; length++) {
            for (String json : new String[] {"1", "2".repeat(length), "3"}) {
                put(sink, json);
                String frame =
                        framing == Framing.LINE ? json + "\n" : "Content-Length: " + json.length() + "\r\n\r\n" + json;
                expected.write(frame.getBytes(UTF_8));
            }
        }
        sink.flush();

        assertThat(target.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void closesTheStream() throws IOException {
        Target target = new Target();
        OutputStream asStream = target;

        new StreamFrameSink(asStream, Framing.LINE).close();

        assertThat(target.closed).isTrue();
    }
}
