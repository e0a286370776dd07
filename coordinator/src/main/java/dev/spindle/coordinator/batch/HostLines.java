package dev.spindle.coordinator.batch;

import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/**
 * Takes whole result lines and keeps them, each with the host behind its worker. The end of a line, from {@code ,"attempts":} on, is of
 * digits and has these members only, so it is read from behind. For one thread.
 */
final class HostLines extends OutputStream {
    private static final byte[] MS = ",\"ms\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WORKER = ",\"worker\":".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final byte[] member;
    private final IntConsumer written;

    /** @param written told how many bytes there are, each time that some were added */
    HostLines(String host, IntConsumer written) {
        this.written = written;
        try {
            member = (",\"host\":" + Values.write(host)).getBytes(StandardCharsets.UTF_8);
        } catch (ValueException e) {
            throw new IllegalArgumentException("no name of a host: " + host, e);
        }
    }

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException("only whole lines");
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int start = from;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                line(bytes, start, i + 1);
                start = i + 1;
            }
        }
        written.accept(lines.size());
    }

    private void line(byte[] bytes, int from, int to) {
        int ms = to - 1;
        while (bytes[ms] != ',') {
            ms--;
        }
        int before = ms - 1;
        while (Character.isDigit(bytes[before])) {
            before--;
        }
        int worker = before + 1 - WORKER.length;
        if (!stands(MS, bytes, ms) || worker < from || !stands(WORKER, bytes, worker)) {
            lines.write(bytes, from, to - from); // it never ran
            return;
        }
        lines.write(bytes, from, ms - from);
        lines.writeBytes(member);
        lines.write(bytes, ms, to - ms);
    }

    private static boolean stands(byte[] word, byte[] bytes, int at) {
        for (int i = 0; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    byte[] bytes() {
        return lines.toByteArray();
    }
}
