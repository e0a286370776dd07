package dev.spindle.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spoils the bytes of a message, a little or a lot. */
final class Mutation {
    private static final Pattern ID = Pattern.compile("\"(id|token|running|maxFrameBytes)\":-?[0-9]+");
    private static final Pattern METHOD = Pattern.compile("\"method\":\"[^\"]*\"");

    private final Random random;
    private final StrangeTokens tokens;

    Mutation(Random random) {
        this.random = random;
        this.tokens = new StrangeTokens(random);
    }

    /** What becomes of {@code body}, which is left as it is; {@code other} may be spliced into it. */
    byte[] of(byte[] body, byte[] other) {
        byte[] spoiled = body;
        for (int rounds = 1 + random.nextInt(8) / 5 + random.nextInt(8) / 6; rounds > 0; rounds--) {
            spoiled = once(spoiled, other);
        }
        return spoiled;
    }

    private byte[] once(byte[] body, byte[] other) {
        int at = random.nextInt(body.length + 1);
        int length = Math.min(body.length - at, random.nextInt(20));
        return switch (random.nextInt(12)) {
            case 0 -> flipped(body);
            case 1 -> replaced(body, at, 0, randomBytes(1 + random.nextInt(6)));
            case 2 -> replaced(body, at, length, new byte[0]);
            case 3 -> replaced(body, at, body.length - at, new byte[0]);
            case 4 -> replaced(body, at, 0, part(body, at, length));
            case 5 -> spliced(body, at, other);
            case 6, 7 -> replaced(body, at, random.nextBoolean() ? length : 0, tokens.bytes());
            case 8 -> member(body);
            case 9 -> METHOD.matcher(latin(body)).find() ? method(body) : member(body);
            default -> ids(body);
        };
    }

    private byte[] flipped(byte[] body) {
        byte[] flipped = body.clone();
        for (int i = random.nextInt(4); i >= 0 && flipped.length > 0; i--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    /** The beginning of one message and the end of another. */
    private byte[] spliced(byte[] body, int at, byte[] other) {
        int from = random.nextInt(other.length + 1);
        return replaced(body, at, body.length - at, part(other, from, other.length - from));
    }

    /** A member that is there already, or that nobody knows. */
    private byte[] member(byte[] body) {
        int start = 1 + latin(body).indexOf('{');
        String value = random.nextInt(3) == 0 ? tokens.number() : tokens.value();
        return replaced(body, start, 0, StrangeTokens.utf8('"' + tokens.name() + "\":" + value + ','));
    }

    private byte[] method(byte[] body) {
        String method = Matcher.quoteReplacement("\"method\":\"" + tokens.method() + '"');
        return bytes(METHOD.matcher(latin(body)).replaceFirst(method));
    }

    private byte[] ids(byte[] body) {
        String number = tokens.number();
        return bytes(ID.matcher(latin(body)).replaceAll("\"$1\":" + number));
    }

    byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A character a byte, and back: whatever the bytes are. */
    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] part(byte[] bytes, int from, int length) {
        byte[] part = new byte[length];
        System.arraycopy(bytes, from, part, 0, length);
        return part;
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        byte[] result = new byte[bytes.length - length + by.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(by, 0, result, at, by.length);
        System.arraycopy(bytes, at + length, result, at + by.length, bytes.length - at - length);
        return result;
    }
}
