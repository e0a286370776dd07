package dev.spindle.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.protocol.channel.FrameSink;
import dev.spindle.protocol.channel.FrameSource;
import dev.spindle.protocol.channel.Framing;
import dev.spindle.protocol.channel.StreamFrameSink;
import dev.spindle.protocol.channel.StreamFrameSource;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageRoundTripTest {
    @Test
    void messagesOfEveryKindArriveAsTheyLeftInBothFramings() throws Exception {
        for (long seed = 1; seed <= 300; seed++) {
            for (Framing framing : Framing.values()) {
                Random random = new Random(seed);
                RandomMessages messages = new RandomMessages(random);
                List<Message> all = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    all.add(random.nextBoolean() ? messages.toWorker() : messages.fromWorker());
                }
                byte[] wire = sent(all, framing, random);

                assertThat(received(wire, all, random))
                        .as("seed %d, %s", seed, framing)
                        .isEqualTo(all);
            }
        }
    }

    private static byte[] sent(List<Message> messages, Framing framing, Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MessageWriter writer = new MessageWriter();
        FrameSink sink = new StreamFrameSink(out, framing);
        for (Message message : messages) {
            writer.encode(message);
            sink.put(writer.bytes(), 0, writer.length());
            if (random.nextInt(4) == 0) {
                sink.flush();
            }
        }
        sink.flush();
        return out.toByteArray();
    }

    /** Reads as many messages as {@code sent} has, each by the side that it was for. */
    private static List<Message> received(byte[] wire, List<Message> sent, Random random) throws Exception {
        List<Message> received = new ArrayList<>();
        FrameSource source = new StreamFrameSource(inPieces(wire, random), 1 << 20);
        for (Message each : sent) {
            assertThat(source.next()).isTrue();
            received.add(
                    each instanceof ToWorker
                            ? MessageReader.toWorker(source.bytes(), source.offset(), source.length())
                            : MessageReader.fromWorker(source.bytes(), source.offset(), source.length()));
        }
        assertThat(source.next()).isFalse();
        return received;
    }

    private static InputStream inPieces(byte[] wire, Random random) {
        int longest = 1 + random.nextInt(5000);
        return new ByteArrayInputStream(wire) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(longest)));
            }
        };
    }
}
