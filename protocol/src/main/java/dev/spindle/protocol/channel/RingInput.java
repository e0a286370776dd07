package dev.spindle.protocol.channel;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/** The consumer's side of a ring, as {@link RingFile#in} says. */
final class RingInput extends InputStream implements Patience.Awaited {
    /** Never a count of sleeps: whoever sees it rings, and so learns that nobody listens. */
    private static final long CLOSED = -1;

    private final RingFile file;
    private final Ring ring;
    private final InputStream doorbell;
    private final Patience patience;
    private final byte[] rings = new byte[64];

    private long head;
    private long seenTail;
    private long sleeps;
    /** The producer will ring once for the last sleep, or has done so, and that has not been read yet: at most one ring is on its way. */
    private boolean expectsRing;

    private boolean ended;
    private volatile boolean closed;

    RingInput(RingFile file, Ring ring, InputStream doorbell, Patience patience) {
        this.file = file;
        this.ring = ring;
        this.doorbell = doorbell;
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!isHere() && !await()) {
            return -1;
        }
        int read = ring.piece((int) Math.min(length, seenTail - head));
        ring.copyOut(head, target, offset, read);
        head += read;
        ring.head(head);
        return read;
    }

    /** How many bytes a read would not wait for. */
    @Override
    public int available() throws IOException {
        return isHere() ? (int) (seenTail - head) : 0;
    }

    /** Whether there are bytes to read. */
    @Override
    public boolean isHere() throws IOException {
        if (closed) {
            throw new IOException("the ring is closed");
        }
        if (seenTail == head) {
            long tail = ring.tail();
            if (tail < head || tail - head > ring.capacity()) {
                throw ring.broken("tail", tail, head, seenTail);
            }
            seenTail = tail;
        }
        return seenTail > head;
    }

    /** Waits for bytes; false at the end of the stream. */
    private boolean await() throws IOException {
        while (!ended && !patience.sees(this)) {
            if (!expectsRing) {
                expectsRing = true;
                ring.sleeps(++sleeps);
            }
            VarHandle.fullFence(); // either we see the bytes now, or their producer, which does the same the other way
            // round, sees us sleep
            if (isHere()) {
                return true;
            }
            sleep();
            if (isHere()) {
                return true;
            }
        }
        return isHere();
    }

    private void sleep() throws IOException {
        boolean rung = false;
        try {
            rung = doorbell.read(rings, 0, rings.length) >= 0;
        } finally {
            if (!rung) {
                ended = true;
                file.peerIsGone();
            }
        }
        expectsRing = false;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            doorbell.close();
        } finally {
            ring.sleeps(CLOSED);
        }
    }
}
