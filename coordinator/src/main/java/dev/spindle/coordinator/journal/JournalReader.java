package dev.spindle.coordinator.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal from its start. What follows the last whole record is torn: the coordinator was killed, or the disk full, in the
 * middle of a write. A record that is not whole while a later one is has been damaged otherwise. Not thread-safe.
 */
final class JournalReader {
    /** The first line: what the file is, and the version of its format. */
    static final byte[] FIRST_LINE = "spindle journal 1\n".getBytes(StandardCharsets.US_ASCII);

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final InputStream in;
    private byte[] buffer = new byte[BUFFER_BYTES];
    /** Of the first byte in the buffer. */
    private long place;

    private int start;
    private int end;
    private long records;
    private long wholeUntil;
    private boolean atEnd;

    /**
     * @param in what is in {@code file}; whoever opened it closes it
     * @throws JournalException when the file is something else
     * @throws IOException when it cannot be read
     */
    JournalReader(Path file, InputStream in) throws IOException, JournalException {
        this.file = file;
        this.in = in;
        readFirstLine();
    }

    private void readFirstLine() throws IOException, JournalException {
        byte[] first = in.readNBytes(FIRST_LINE.length);
        if (!Arrays.equals(first, Arrays.copyOf(FIRST_LINE, first.length))) {
            throw new JournalException(file + " is no journal that this version of spindle can read (its first line is"
                    + " not 'spindle journal 1'): name another file");
        }
        place = first.length;
        wholeUntil = first.length < FIRST_LINE.length ? 0 : first.length;
    }

    /**
     * The next record, which is valid until the next call; null behind the last whole one.
     *
     * @throws JournalException when one is damaged and a later one is whole
     */
    @Nullable
    JournalRecord next() throws IOException, JournalException {
        JournalRecord record = line();
        if (record != null) {
            records++;
            wholeUntil = place + start;
            return record;
        }
        while (!atEnd) {
            if (line() != null) {
                throw damaged();
            }
        }
        return null;
    }

    private JournalException damaged() {
        return new JournalException(
                "the journal " + file + " is damaged: record " + (records + 1) + ", at byte " + wholeUntil
                        + ", does not have its checksum; 'head -c " + wholeUntil
                        + "' keeps the whole records before it as a journal, and the jobs behind it then run again");
    }

    /** What stands in the next line; null at the end, or when it is no whole record. */
    private @Nullable JournalRecord line() throws IOException {
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    JournalRecord record = JournalRecord.of(buffer, start, i, place + start);
                    start = i + 1;
                    return record;
                }
            }
            int inLine = end - start;
            if (!fill()) {
                atEnd = true;
                return null;
            }
            scanned = start + inLine;
        }
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            place += start;
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8, 2L * end));
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    /** Where the last whole record ends that {@link #next} gave. */
    long wholeUntil() {
        return wholeUntil;
    }

    /** How many bytes stand behind the last whole record; once {@link #next} gave null. */
    long tornBytes() {
        return place + end - wholeUntil;
    }
}
