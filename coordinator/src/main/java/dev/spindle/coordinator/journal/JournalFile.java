package dev.spindle.coordinator.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes records at the end of a file. Appending only takes note, in memory; {@link #commit()} hands all that was noted to the operating
 * system in one write, by whichever thread comes first, and from then on the death of this process cannot undo it. A thread of its own
 * forces it to the disk every second. After the first failure nothing is written any more. Thread-safe.
 */
final class JournalFile implements Closeable {
    private static final long SYNC_MILLIS = 1_000;
    /** A larger buffer, which a large result made, is not kept. */
    private static final int KEPT_BYTES = 1 << 20;

    private final RandomAccessFile file;
    private final Consumer<String> broken;
    private final Thread syncing = new Thread(this::syncUntilClosed, "spindle-journal");

    private final Object noting = new Object();
    private final CRC32C crc = new CRC32C();
    private byte[] notes = new byte[1 << 14];
    private byte[] spare = new byte[1 << 14];
    private int length;

    private final Object writing = new Object();
    private volatile long noted;
    private volatile long written;
    private volatile @Nullable String problem;

    private final Object waking = new Object();
    private boolean closed;
    private long synced;

    /**
     * @param file positioned where the next record belongs
     * @param broken told once, in a thread of its own, why nothing can be written any more
     */
    JournalFile(RandomAccessFile file, Consumer<String> broken) {
        this.file = file;
        this.broken = broken;
        syncing.setDaemon(true);
        syncing.start();
    }

    /** Notes the record {@code head} and, where its last part is in {@code tail}, that part of it. */
    void append(byte[] head, byte[] tail, int from, int to) {
        synchronized (noting) {
            if (problem != null) {
                return;
            }
            try {
                int size = Checksum.LENGTH + 1 + head.length + (to - from) + 1;
                makeRoom(size);
                int json = length + Checksum.LENGTH + 1;
                System.arraycopy(head, 0, notes, json, head.length);
                System.arraycopy(tail, from, notes, json + head.length, to - from);
                crc.reset();
                crc.update(notes, json, head.length + to - from);
                Checksum.write(crc, notes, length);
                notes[json - 1] = ' ';
                length += size;
                notes[length - 1] = '\n';
                noted++;
            } catch (OutOfMemoryError e) {
                outOfMemory();
            }
        }
    }

    private void makeRoom(int size) {
        long needed = (long) length + size;
        if (needed > notes.length) {
            notes = Arrays.copyOf(notes, Math.toIntExact(Math.max(needed, Math.min(2L * notes.length, 1 << 30))));
        }
    }

    /** Writes what was noted; false when that cannot be. */
    boolean commit() {
        if (written < noted && problem == null) {
            synchronized (writing) { // whoever waits here most often finds it done
                if (written < noted && problem == null) {
                    write();
                }
            }
        }
        return problem == null;
    }

    private void write() {
        byte[] full;
        int filled;
        long last;
        synchronized (noting) {
            full = notes;
            filled = length;
            last = noted;
            notes = spare;
            length = 0;
        }
        try {
            file.write(full, 0, filled);
            written = last;
        } catch (IOException | OutOfMemoryError e) {
            fail(String.valueOf(e.getMessage()));
        }
        spare = full.length <= KEPT_BYTES ? full : new byte[1 << 14];
    }

    private void fail(String why) {
        synchronized (waking) {
            if (problem == null) {
                problem = why;
            }
            waking.notifyAll();
        }
    }

    void outOfMemory() {
        fail("out of memory; SPINDLE_JAVA_OPTS=-Xmx… gives more");
    }

    /** Where one record was noted at most, the file gets that length back. */
    void takeBackOnlyRecord(long lengthBefore) throws IOException {
        synchronized (writing) {
            if (noted <= 1 && written == noted) {
                file.setLength(lengthBefore);
            }
        }
    }

    /** Why nothing can be written any more; null when it can. */
    @Nullable
    String problem() {
        return problem;
    }

    private void syncUntilClosed() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                synchronized (waking) {
                    if (!closed && problem == null) {
                        waking.wait(SYNC_MILLIS);
                    }
                    goesOn = !closed && problem == null;
                }
                sync();
            }
        } catch (InterruptedException e) {
            // nobody does
        }
        String why = problem;
        if (why != null) {
            broken.accept(why);
        }
    }

    private void sync() {
        long until = written;
        if (until > synced && problem == null) {
            try {
                file.getFD().sync();
                synced = until;
            } catch (IOException e) {
                fail(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Writes what was noted, forces it to the disk, and closes the file; {@link #problem()} then says whether all of that went well. */
    @Override
    public void close() throws IOException {
        commit();
        synchronized (waking) {
            closed = true;
            waking.notifyAll();
        }
        boolean interrupted = false;
        while (syncing.isAlive()) {
            try {
                syncing.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
