package dev.spindle.protocol.channel;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** The producer's side of a ring, as {@link RingFile#out} says. */
final class RingOutput extends OutputStream implements Patience.Awaited {
    private static final long FIRST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;

    private final RingFile file;
    private final Ring ring;
    private final OutputStream doorbell;
    private final Patience patience;

    private long tail;
    private long seenHead;
    /** The last of the consumer's sleeps that was answered. */
    private long answered;

    private volatile boolean closed;

    RingOutput(RingFile file, Ring ring, OutputStream doorbell, Patience patience) {
        this.file = file;
        this.ring = ring;
        this.doorbell = doorbell;
        this.patience = patience;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (!hasRoom(ring.piece(end - from))) {
                awaitRoom();
            }
            int written = ring.piece((int) Math.min(end - from, room()));
            ring.copyIn(tail, source, from, written);
            tail += written;
            ring.tail(tail);
            VarHandle.fullFence(); // either the consumer, about to sleep, sees the bytes, or we see that it sleeps
            ringIfItSleeps();
            from += written;
        }
    }

    /** Whether there is room, be it less than {@code wanted}, but then with the head as it is now. */
    private boolean hasRoom(int wanted) throws IOException {
        if (closed) {
            throw new IOException("the ring is closed");
        }
        if (room() < wanted) {
            long head = ring.head();
            if (head < seenHead || head > tail) {
                throw ring.broken("head", head, seenHead, tail);
            }
            seenHead = head;
        }
        return room() > 0;
    }

    private long room() {
        return ring.capacity() - (tail - seenHead);
    }

    /** Whether there is any room. Once the other end is gone, what there is may still be used, as a last word may be read, but not waited for. */
    @Override
    public boolean isHere() throws IOException {
        boolean gone = file.isPeerGone(); // asked first: it may have made room before it went
        if (hasRoom(1)) {
            return true;
        }
        if (gone) {
            throw new IOException("the other end of the ring is gone");
        }
        return false;
    }

    /** Waits as long as it takes; a pipe that is full does not heed interrupts either. */
    private void awaitRoom() throws IOException {
        if (patience.sees(this)) {
            return;
        }
        boolean interrupted = false;
        try {
            for (long pause = FIRST_PAUSE_NANOS; !isHere(); pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS)) {
                ringIfItSleeps();
                LockSupport.parkNanos(this, pause);
                interrupted |= Thread.interrupted(); // else no pause would be one
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void ringIfItSleeps() throws IOException {
        long sleeps = ring.sleeps();
        if (sleeps == answered) {
            return;
        }
        doorbell.write(1);
        doorbell.flush();
        answered = sleeps; // not before it is: a pipe that is broken breaks every write from now on
    }

    @Override
    public void close() throws IOException {
        closed = true;
        doorbell.close();
    }
}
