package dev.spindle.protocol.fuzz;

import dev.spindle.protocol.codec.MessageWriter;
import dev.spindle.protocol.codec.RandomMessages;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Frames as no peer should send them: valid messages in a wrong place, mutated ones, and noise. A seed decides. */
public final class WildFrames {
    /** The most bytes that a frame may have where these go: small, so that some are over it. */
    public static final int CAP = 1 << 16;

    private static final int CORPUS = 1_000;
    private static final List<byte[]> FOR_WORKER = corpus(RandomMessages::toWorker);
    private static final List<byte[]> FOR_COORDINATOR = corpus(RandomMessages::fromWorker);

    private final Random random;
    private final Mutation mutation;
    private final List<byte[]> corpus;

    private WildFrames(Random random, List<byte[]> corpus) {
        this.random = random;
        this.mutation = new Mutation(random);
        this.corpus = corpus;
    }

    /** Frames that a worker is to read, but for those after which it hears little more: shutdown and exit. */
    public static WildFrames forWorker(Random random) {
        return new WildFrames(random, FOR_WORKER);
    }

    /** Frames that a coordinator is to read. */
    public static WildFrames forCoordinator(Random random) {
        return new WildFrames(random, FOR_COORDINATOR);
    }

    private static List<byte[]> corpus(Function<RandomMessages, Message> kind) {
        RandomMessages messages = new RandomMessages(new Random(1));
        MessageWriter writer = new MessageWriter();
        List<byte[]> corpus = new ArrayList<>();
        while (corpus.size() < CORPUS) {
            Message message = kind.apply(messages);
            if (!(message instanceof ToWorker.Exit || message instanceof ToWorker.Shutdown)) {
                writer.encode(message);
                corpus.add(Arrays.copyOf(writer.bytes(), writer.length()));
            }
        }
        StrangeTokens.messages().forEach(corpus::add);
        return corpus;
    }

    private byte[] message() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    /** A message that may break every rule but that of JSON. */
    private byte[] body() {
        return random.nextInt(5) == 0 ? message() : mutation.of(message(), message());
    }

    /** The bytes of a frame, and of what its sender thinks is its end. */
    public byte[] next() {
        if (random.nextInt(16) == 0) {
            return noise();
        }
        return random.nextInt(5) == 0 ? headed(body()) : line(body());
    }

    /** Lines only, whole ones: whatever is in them, the next one is read from its beginning, unless one is over the cap. */
    public byte[] nextLine() {
        byte[] body = random.nextInt(16) == 0 ? mutation.randomBytes(random.nextInt(60)) : body().clone();
        for (int i = 0; i < body.length; i++) {
            boolean mayBeginHeader = i == 0 || body[i - 1] <= ' ';
            if (mayBeginHeader && (body[i] | 0x20) == 'c') {
                body[i] = 'x';
            }
        }
        return joined(body, "\n");
    }

    /** A message that is right, so that what came before is all that is wrong. */
    public byte[] harmless() {
        return joined(message(), "\n");
    }

    private byte[] line(byte[] body) {
        return switch (random.nextInt(60)) {
            case 0 -> body; // and the next one goes on in the same line
            case 1 -> joined(body, "\r\n");
            case 2 -> joined(body, "\r");
            case 3 -> joined(StrangeTokens.utf8("\r\n \n\t"), body, StrangeTokens.utf8("\n\n"));
            case 4 -> random.nextInt(8) == 0 ? joined(body, " ".repeat(CAP) + "\n") : joined(body, "\u0000\n");
            case 5 -> joined(body, " ".repeat(random.nextInt(2_000)) + "\n");
            default -> joined(body, "\n");
        };
    }

    private byte[] headed(byte[] body) {
        String length = Integer.toString(body.length);
        String header =
                switch (random.nextInt(24)) {
                    case 0 -> "Content-Length: " + (body.length + 1 + random.nextInt(30));
                    case 1 -> "Content-Length: " + random.nextInt(body.length + 1);
                    case 2 -> "Content-Length: -" + length;
                    case 3 -> "Content-Length: 99999999999999999999";
                    case 4 -> "Content-Length: " + (CAP + 1 + random.nextInt(CAP));
                    case 5 -> "Content-Length: 2147483647";
                    case 6 -> "Content-Length: " + length + "\r\nContent-Length: " + random.nextInt(100);
                    case 7 -> "Content-Length: x" + length;
                    case 8 -> "Content-Length:\t0" + length + "  \r\nX-Unknown: 1";
                    case 9 -> "Content-Type: text/x; charset=utf-8\r\nContent-Length: " + length;
                    case 10 -> "content-LENGTH:" + length;
                    case 11 -> "Content-Type: nothing else";
                    case 12 -> "Content-Length: " + length + "\r\nX: " + "x".repeat(5_000);
                    case 13 -> "Content-Length: " + length + "\n";
                    case 14 -> "Content-Length: 0";
                    default -> "Content-Length: " + length;
                };
        return joined(StrangeTokens.utf8(header + (random.nextInt(30) == 0 ? "\n\n" : "\r\n\r\n")), body);
    }

    private byte[] noise() {
        byte[] noise = mutation.randomBytes(1 + random.nextInt(80));
        if (random.nextBoolean()) {
            for (int i = 0; i < noise.length; i++) {
                noise[i] &= 0x7F;
            }
        }
        return random.nextInt(8) == 0 ? noise : joined(noise, "\n");
    }

    private static byte[] joined(byte[] body, String end) {
        return joined(body, StrangeTokens.utf8(end));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part, 0, part.length);
        }
        return out.toByteArray();
    }
}
