package dev.spindle.coordinator.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into lines of bytes in bounded memory: a line over the cap is passed over, and said to be. A byte order mark at the
 * start is skipped. The last line needs no end.
 */
public final class InputLines implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    /** A byte order mark before the line and a carriage return behind it do not count against the cap. */
    private static final int MARKS = 4;

    private final InputStream in;
    private final byte delimiter;
    private final int maxBytes;
    private final boolean bare;
    private byte[] buffer = new byte[BUFFER_BYTES];
    /** What has been read and not handed out: from {@code start} to {@code end}. */
    private int start;

    private int end;
    /** Between two lines: no line ends before here. */
    private int scannedTo;

    private boolean atEnd;

    private int lineStart;
    private int lineLength;
    private long number;
    private @Nullable String overCap;

    /** A whole input. */
    public InputLines(InputStream in, char delimiter, int maxBytes) {
        this(in, delimiter, maxBytes, 0, false);
    }

    /**
     * Lines from within an input, whose byte order mark and carriage returns have been taken away.
     *
     * @param before how many lines of it come before these
     */
    public static InputLines within(InputStream in, char delimiter, int maxBytes, long before) {
        return new InputLines(in, delimiter, maxBytes, before, true);
    }

    private InputLines(InputStream in, char delimiter, int maxBytes, long before, boolean bare) {
        this.in = in;
        this.delimiter = (byte) delimiter;
        this.maxBytes = maxBytes;
        this.number = before;
        this.bare = bare;
    }

    /** Goes on to the next line; false at the end of the input. */
    boolean next() throws IOException {
        overCap = null;
        int scanned = Math.max(start, scannedTo);
        scannedTo = 0;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == delimiter) {
                    line(i, i + 1);
                    return true;
                }
            }
            if (end - start > maxBytes + MARKS) {
                return passOver("the line is over the cap of " + maxBytes + " bytes");
            }
            scanned = end - start;
            if (!fill()) {
                if (start == end) {
                    return false;
                }
                line(end, end);
                return true;
            }
            if (overCap != null) {
                return passOver(overCap);
            }
            scanned += start;
        }
    }

    /** Whether {@link #next} may have to wait for more of the input to come; reads what has. The current line is not there any more then. */
    boolean mayWait() throws IOException {
        while (!hasLine() && !atEnd) {
            if (in.available() <= 0 || end - start > maxBytes) {
                return true;
            }
            int scanned = end - start;
            fill();
            scannedTo = start + scanned;
        }
        return false;
    }

    private boolean hasLine() {
        int i = Math.max(start, scannedTo);
        while (i < end && buffer[i] != delimiter) {
            i++;
        }
        scannedTo = i;
        return i < end;
    }

    private void line(int to, int next) {
        if (!bare && number == 0 && delimiter == '\n' && to - start >= 3 && isByteOrderMark()) {
            start += 3;
        }
        lineStart = start;
        lineLength = to - start;
        if (!bare && delimiter == '\n' && lineLength > 0 && buffer[to - 1] == '\r') {
            lineLength--;
        }
        start = next;
        number++;
        if (lineLength > maxBytes) {
            overCap = "the line is over the cap of " + maxBytes + " bytes";
            lineLength = 0;
        }
    }

    private boolean isByteOrderMark() {
        return buffer[start] == (byte) 0xEF && buffer[start + 1] == (byte) 0xBB && buffer[start + 2] == (byte) 0xBF;
    }

    /** Skips the rest of the line. */
    private boolean passOver(String why) throws IOException {
        number++;
        lineStart = 0;
        lineLength = 0;
        overCap = why;
        buffer = new byte[BUFFER_BYTES];
        start = end = 0;
        while (fill()) {
            for (int i = start; i < end; i++) {
                if (buffer[i] == delimiter) {
                    start = i + 1;
                    return true;
                }
            }
            start = end = 0;
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        if (start == end) {
            start = end = 0;
            if (buffer.length > BUFFER_BYTES) {
                buffer = new byte[BUFFER_BYTES];
            }
        } else if (end == buffer.length) {
            makeRoom();
            if (overCap != null) {
                return true;
            }
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            atEnd = true;
            return false;
        }
        end += read;
        return true;
    }

    private void makeRoom() {
        int kept = end - start;
        byte[] target = buffer;
        if (kept > buffer.length / 2) {
            try {
                target = new byte[(int) Math.min(2L * buffer.length, maxBytes + (long) BUFFER_BYTES)];
            } catch (OutOfMemoryError e) {
                overCap = tooLongForMemory(kept);
                return;
            }
        }
        System.arraycopy(buffer, start, target, 0, kept);
        buffer = target;
        start = 0;
        end = kept;
    }

    static String tooLongForMemory(int bytes) {
        return "the line, of " + bytes
                + " bytes or more, does not fit into this JVM's memory: SPINDLE_JAVA_OPTS=-Xmx… gives more";
    }

    /** The array that holds the current line, until the next call. */
    byte[] bytes() {
        return buffer;
    }

    int offset() {
        return lineStart;
    }

    int length() {
        return lineLength;
    }

    /** The current line's number, from 1. */
    long number() {
        return number;
    }

    /** Why the current line was passed over; null when it was not. */
    @Nullable
    String overCap() {
        return overCap;
    }

    boolean isBlank() {
        for (int i = lineStart; i < lineStart + lineLength; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The number of the character, from 1, whose bytes begin at {@code byteOffset} of the current line. */
    int column(int byteOffset) {
        int column = 1;
        int to = Math.min(byteOffset, lineLength);
        for (int i = lineStart; i < lineStart + to; i++) {
            if ((buffer[i] & 0xC0) != 0x80) {
                column++;
            }
        }
        return column;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
