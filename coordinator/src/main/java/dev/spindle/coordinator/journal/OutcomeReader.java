package dev.spindle.coordinator.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads single records that were found to be whole before. Most often they are asked for in their order. Not thread-safe. */
final class OutcomeReader implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final RandomAccessFile file;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private long bufferPlace;
    private int filled;

    OutcomeReader(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
    }

    /** The outcome that the record at {@code place} holds. */
    byte[] at(long place) throws IOException {
        int from = (int) Math.max(-1, Math.min(filled, place - bufferPlace));
        int to = from < 0 ? -1 : endOfLine(from);
        while (to < 0) {
            read(place);
            from = 0;
            to = endOfLine(0);
        }
        JournalRecord record = JournalRecord.of(buffer, from, to, place);
        if (record == null) {
            throw new IOException("the record at byte " + place + " is not what it was when the run began");
        }
        return record.outcome();
    }

    private int endOfLine(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Reads on from there, more than the last time when that was the same place and did not hold the whole line. */
    private void read(long place) throws IOException {
        if (bufferPlace == place && filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, 2L * buffer.length)));
        } else if (bufferPlace == place) {
            throw new IOException("the record at byte " + place + " has lost its end");
        } else if (buffer.length > BUFFER_BYTES) {
            buffer = new byte[BUFFER_BYTES];
        }
        file.seek(place);
        bufferPlace = place;
        filled = Math.max(0, file.read(buffer, 0, buffer.length));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
