package dev.spindle.worker.runtime;

import dev.spindle.protocol.message.FromWorker;
import dev.spindle.worker.program.Printing;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands for {@link System#out} or {@link System#err} in a worker: each call that prints is one piece of output, sent at once,
 * with or without a newline. A character that arrives in parts (bytes of UTF-8, halves of a surrogate pair) leaves as one. Never
 * throws on its own account. Thread-safe.
 *
 * <p>Every printing method is overridden: those of {@link PrintStream} cut a text every 8,192 bytes.
 */
final class PrintedText extends PrintStream {
    private static final String NEWLINE = "\n";
    private static final String BROKEN = "\uFFFD";
    /** Bytes that come one by one wait for a newline, a flush, or this many. */
    private static final int MAX_WAITING_BYTES = 1 << 13;

    private final FromWorker.Stream stream;
    private final StdioGuard guard;
    private volatile @Nullable Outgoing outgoing;

    private final Utf8Pieces bytes = new Utf8Pieces();
    /** The first half of a surrogate pair, or 0. */
    private char half;
    /** Whether anything was printed since {@link #finish}, which is asked after each of many small jobs. */
    private volatile boolean used;

    PrintedText(FromWorker.Stream stream, StdioGuard guard) {
        super(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        this.stream = stream;
        this.guard = guard;
    }

    void sendTo(Outgoing target) {
        outgoing = target;
    }

    /** Sends what waits, be it half a character. */
    void finish() {
        if (used) {
            finishPrinted();
        }
    }

    private synchronized void finishPrinted() {
        used = false;
        sendWholeCharacters();
        sendBroken();
    }

    @Override
    public synchronized void write(int b) {
        used = true;
        bytes.add(new byte[] {(byte) b}, 0, 1);
        if (b == '\n' || bytes.count() >= MAX_WAITING_BYTES) {
            sendWholeCharacters();
        }
    }

    @Override
    public synchronized void write(byte[] buf, int off, int len) {
        used = true;
        bytes.add(buf, off, len);
        sendWholeCharacters();
    }

    @Override
    public synchronized void flush() {
        sendWholeCharacters();
    }

    /** Does nothing but flush: the stream is there for the next job, too. */
    @Override
    public void close() {
        flush();
    }

    private void sendWholeCharacters() {
        String text = bytes.takeWhole();
        if (half != 0 && !text.isEmpty()) {
            half = 0;
            send(BROKEN);
        }
        send(text);
    }

    private void sendBroken() {
        if (bytes.count() > 0 || half != 0) {
            bytes.clear();
            half = 0;
            send(BROKEN);
        }
    }

    private synchronized void text(String text) {
        used = true;
        sendWholeCharacters();
        if (text.isEmpty()) {
            return;
        }
        if (bytes.count() > 0) {
            sendBroken();
        }
        String whole = half == 0 ? text : half + text;
        half = 0;
        char last = whole.charAt(whole.length() - 1);
        if (Character.isHighSurrogate(last)) {
            half = last;
            whole = whole.substring(0, whole.length() - 1);
        }
        send(WellFormed.text(whole));
    }

    private void send(String text) {
        if (!text.isEmpty() && !isTaken(text)) {
            guard.writeBelow(text);
        }
    }

    private boolean isTaken(String text) {
        Printing.Capture capture = guard.capture();
        if (capture != null) {
            capture.take(stream, text);
            return true;
        }
        Outgoing target = outgoing;
        return target != null && target.output(stream, text);
    }

    @Override
    public void print(boolean b) {
        text(String.valueOf(b));
    }

    @Override
    public void print(char c) {
        text(String.valueOf(c));
    }

    @Override
    public void print(int i) {
        text(String.valueOf(i));
    }

    @Override
    public void print(long l) {
        text(String.valueOf(l));
    }

    @Override
    public void print(float f) {
        text(String.valueOf(f));
    }

    @Override
    public void print(double d) {
        text(String.valueOf(d));
    }

    @Override
    public void print(char[] s) {
        text(String.valueOf(s));
    }

    @Override
    public void print(@Nullable String s) {
        text(String.valueOf(s));
    }

    @Override
    public void print(@Nullable Object obj) {
        text(String.valueOf(obj));
    }

    @Override
    public void println() {
        text(NEWLINE);
    }

    @Override
    public void println(boolean x) {
        line(String.valueOf(x));
    }

    @Override
    public void println(char x) {
        line(String.valueOf(x));
    }

    @Override
    public void println(int x) {
        line(String.valueOf(x));
    }

    @Override
    public void println(long x) {
        line(String.valueOf(x));
    }

    @Override
    public void println(float x) {
        line(String.valueOf(x));
    }

    @Override
    public void println(double x) {
        line(String.valueOf(x));
    }

    @Override
    public void println(char[] x) {
        line(String.valueOf(x));
    }

    @Override
    public void println(@Nullable String x) {
        line(String.valueOf(x));
    }

    @Override
    public void println(@Nullable Object x) {
        line(String.valueOf(x));
    }

    private void line(String text) {
        text(text.concat(NEWLINE));
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod") // as PrintStream has it
    public PrintStream format(String format, @Nullable Object... args) {
        text(String.format(format, args));
        return this;
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod") // as PrintStream has it
    public PrintStream format(@Nullable Locale l, String format, @Nullable Object... args) {
        text(String.format(l, format, args));
        return this;
    }
}
