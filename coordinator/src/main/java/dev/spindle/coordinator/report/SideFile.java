package dev.spindle.coordinator.report;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written beside a run by a thread of its own, piece by piece and each piece whole. A disk that is full or hangs costs the file
 * and a line that says so, never the run: who puts waits while the disk is behind but moves, ten seconds in all, and once for a second when
 * it stands still.
 * Thread-safe.
 */
final class SideFile {
    private static final int MOST_WAITING_BYTES = 8 << 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_WAITED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String name;
    private final Path file;
    private final boolean goesOn;
    private final Consumer<String> complaints;

    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long waitedNanos;
    private long movedNanos = System.nanoTime();
    private boolean opened;
    private boolean closing;
    private boolean over;

    private SideFile(String name, Path file, boolean goesOn, Consumer<String> complaints) {
        this.name = name;
        this.file = file;
        this.goesOn = goesOn;
        this.complaints = complaints;
    }

    /**
     * Opens it; where that fails, or takes longer than a second as that of a named pipe does which nobody reads, it is told now.
     *
     * @param name what it is, for people: {@code trace}
     * @param goesOn keeps what is in the file already and writes behind it, on a new line
     * @param complaints told once what cannot be written, and why
     */
    static SideFile open(String name, Path file, boolean goesOn, Consumer<String> complaints) {
        SideFile opened = new SideFile(name, file, goesOn, complaints);
        Thread thread = new Thread(opened::write, "spindle-" + name);
        thread.setDaemon(true); // a disk that hangs keeps it for ever
        thread.start();
        opened.awaitOpened();
        return opened;
    }

    /** Whether nothing put is written any more. */
    synchronized boolean isOver() {
        return over;
    }

    /** Has the text written after all that was put before, and waits where too much of it waits. */
    void put(String text) {
        add(text);
        awaitRoom();
    }

    /** As {@link #put}, without waiting: that is to follow, in {@link #awaitRoom}. */
    void add(String text) {
        byte[] piece = text.getBytes(StandardCharsets.UTF_8);
        add(piece);
    }

    /** Waits while too much waits to be written: not long each time, and not for ever in all. */
    synchronized void awaitRoom() {
        if (over || waitingBytes <= MOST_WAITING_BYTES) {
            return;
        }
        long began = System.nanoTime();
        boolean patient = true;
        while (patient && !over && waitingBytes > MOST_WAITING_BYTES) {
            patient = awaitMovement();
        }
        waitedNanos += System.nanoTime() - began;
        if (waitedNanos > MOST_WAITED_NANOS) {
            giveUp("it is too slow for this run");
        }
    }

    private synchronized void add(byte[] piece) {
        if (!over) {
            if (waiting.isEmpty()) {
                movedNanos = System.nanoTime();
            }
            waiting.add(piece);
            waitingBytes += piece.length;
            notifyAll();
        }
    }

    /** Waits until all is written, as {@link #put} waits. */
    synchronized void close() {
        closing = true;
        movedNanos = System.nanoTime();
        notifyAll();
        boolean patient = true;
        while (patient && !over) {
            patient = awaitMovement();
        }
    }

    private synchronized void awaitOpened() {
        boolean patient = true;
        while (patient && !opened && !over) {
            patient = awaitMovement();
        }
    }

    /** False when the caller is to wait no more. */
    private synchronized boolean awaitMovement() {
        long left = movedNanos + PATIENCE_NANOS - System.nanoTime();
        if (left <= 0) {
            giveUp(opened ? "it takes nothing for a second" : "it cannot be opened within a second");
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private synchronized void giveUp(String why) {
        if (!over) {
            over = true;
            waiting.clear();
            waitingBytes = 0;
            notifyAll();
            complaints.accept("cannot write the " + name + " "
                    + (why.startsWith(file.toString()) ? why : file + ": " + why) + "; the run goes on without it");
        }
    }

    // ---- the thread that writes

    private void write() {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            if (Files.isRegularFile(file)) {
                if (!goesOn) {
                    out.getChannel().truncate(0);
                } else if (endsWithinLine()) {
                    out.write('\n');
                }
            }
            moved(true);
            for (byte[] piece = next(); piece != null; piece = next()) {
                out.write(piece);
                moved(false);
            }
        } catch (IOException | RuntimeException | Error e) {
            giveUp(e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString());
            return;
        }
        finished();
    }

    private boolean endsWithinLine() throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            if (content.length() == 0) {
                return false;
            }
            content.seek(content.length() - 1);
            return content.read() != '\n';
        }
    }

    private synchronized void moved(boolean first) {
        opened |= first;
        movedNanos = System.nanoTime();
        notifyAll();
    }

    private synchronized void finished() {
        over = true;
        notifyAll();
    }

    private synchronized byte @Nullable [] next() {
        while (waiting.isEmpty() && !closing && !over) {
            try {
                wait();
            } catch (InterruptedException e) {
                return null;
            }
        }
        byte[] piece = waiting.poll();
        waitingBytes -= piece == null ? 0 : piece.length;
        return piece;
    }
}
