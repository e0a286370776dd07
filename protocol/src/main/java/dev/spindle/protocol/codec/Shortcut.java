package dev.spindle.protocol.codec;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.ToWorker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two messages that come by the million, {@code task/run} and its result, when they are written as {@link MessageWriter} writes
 * them and carry a {@linkplain Simple simple} value; what is written otherwise, faults too, is left to {@link Envelope}. In the way of a
 * round trip this saves a third.
 */
final class Shortcut {
    private static final byte[] ID = ascii("{\"jsonrpc\":\"2.0\",\"id\":");
    private static final byte[] RESULT = ascii(",\"result\":");
    private static final byte[] RUN = ascii(",\"method\":\"task/run\",\"params\":{\"task\":\"");
    private static final byte[] INPUT = ascii("\",\"input\":");
    private static final byte[] JOB = ascii(",\"job\":");
    private static final byte[] ATTEMPT = ascii(",\"attempt\":");
    private static final byte[] END = ascii("}}");
    /** Of an id below 2^53, or of another number that surely fits its type. */
    private static final int MOST_DIGITS = 15;

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean failed;

    private Shortcut(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Null for all that is no such result. */
    static FromWorker.@Nullable Result result(byte[] bytes, int offset, int length) {
        Shortcut message = new Shortcut(bytes, offset, length);
        message.pass(ID);
        long id = message.number(MOST_DIGITS);
        message.pass(RESULT);
        int from = message.at;
        int to = message.value();
        if (message.failed || to != message.end - 1 || bytes[to] != '}') {
            return null;
        }
        return new FromWorker.Result(id, RawJson.checked(Arrays.copyOfRange(bytes, from, to)));
    }

    /** Null for all that is no such request. */
    static ToWorker.@Nullable RunTask run(byte[] bytes, int offset, int length) {
        Shortcut message = new Shortcut(bytes, offset, length);
        message.pass(ID);
        long id = message.number(MOST_DIGITS);
        message.pass(RUN);
        int name = message.at;
        int nameEnd = message.name();
        message.pass(INPUT);
        int from = message.at;
        int to = message.value();
        message.pass(JOB);
        long job = message.number(MOST_DIGITS);
        message.pass(ATTEMPT);
        int attempt = (int) message.number(6);
        message.pass(END);
        if (message.failed || message.at != message.end || attempt == 0) {
            return null;
        }
        String task = new String(bytes, name, nameEnd - name, StandardCharsets.ISO_8859_1);
        return new ToWorker.RunTask(id, task, RawJson.checked(Arrays.copyOfRange(bytes, from, to)), job, attempt, 0);
    }

    private void pass(byte[] expected) {
        if (!failed && Simple.startsWith(expected, bytes, at, end)) {
            at += expected.length;
        } else {
            failed = true;
        }
    }

    private long number(int mostDigits) {
        int to = failed ? -1 : Simple.endOfDigits(bytes, at, end);
        if (to < 0 || to - at > mostDigits) {
            failed = true;
            return 0;
        }
        long number = Simple.number(bytes, at, to);
        at = to;
        return number;
    }

    /** Passes a simple value, and says where it ends. */
    private int value() {
        int to = failed ? -1 : Simple.end(bytes, at, end);
        failed = to < 0;
        at = to;
        return to;
    }

    /** Passes a name of letters, digits and what else stands for itself, and says where it ends. */
    private int name() {
        while (!failed && at < end && isPlain(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }
}
