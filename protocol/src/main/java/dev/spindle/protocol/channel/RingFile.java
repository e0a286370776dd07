package dev.spindle.protocol.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * One end of a mapped file that carries bytes both ways between two processes: a ring for each direction, and a pipe for each as its
 * doorbell, which wakes a reader that sleeps. Who creates the file is one end, who opens it the other.
 *
 * <p>The file: a magic number, the capacity of a ring and how long one may spin, three words of 8 bytes; then the words of both rings
 * ({@link Ring}); from {@link #HEADER_BYTES} on the bytes of both. All in the machine's own byte order.
 *
 * <p>The memory is given back to the system some time after the last stream is garbage. The file may be deleted as soon as both ends
 * have mapped it; from then on nobody can make it shorter either, which would turn its pages into traps.
 *
 * <p>Thread-safe; of each stream see there.
 */
public final class RingFile {
    static final int HEADER_BYTES = 1 << 12;
    static final int MAGIC_AT = 0;
    static final int CAPACITY_AT = 8;
    static final int SPIN_AT = 16;

    private static final long MAGIC = 0x5370_696e_646c_6531L;
    private static final int LEAST_BYTES = 64;
    private static final int MOST_BYTES = 1 << 29; // a mapping of both ends below 2 GiB
    private static final long MOST_SPIN_NANOS = 1_000_000;

    private final Ring incoming;
    private final Ring outgoing;
    private final long spinNanos;
    private volatile boolean peerGone;

    private RingFile(Ring incoming, Ring outgoing, long spinNanos) {
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.spinNanos = spinNanos;
    }

    /**
     * Makes the file, which nobody else can read or write, and maps it. All of it is written, so that a file system without room says
     * so here and not later by a signal.
     *
     * @param file does not exist yet; none is left when this fails
     * @param capacityBytes of each of the two rings: a power of two from 64 to 2^29
     * @param spinNanos how long either end may spin before it sleeps, at most a million; 0 where both share one core. The other end
     *     learns it from the file, as it may not know what machine it is on
     * @throws IllegalArgumentException for a capacity or a time out of range
     */
    public static RingFile create(Path file, int capacityBytes, long spinNanos) throws IOException {
        if (!isCapacity(capacityBytes)) {
            throw new IllegalArgumentException("no capacity of a ring: " + capacityBytes);
        }
        if (!isSpin(spinNanos)) {
            throw new IllegalArgumentException("no time to spin: " + spinNanos + " ns");
        }
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            try {
                write(channel, capacityBytes, spinNanos);
                ByteBuffer map = map(channel);
                return new RingFile(ring(map, 1, capacityBytes), ring(map, 0, capacityBytes), spinNanos);
            } catch (IOException | RuntimeException | Error e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
    }

    /**
     * Maps a file that the other end has made.
     *
     * @throws IOException also when it is no such file, or not all of one
     */
    public static RingFile open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            if (size < HEADER_BYTES || size > bytes(MOST_BYTES)) {
                throw unusable(file, size + " bytes long");
            }
            ByteBuffer map = map(channel);
            long magic = map.getLong(MAGIC_AT);
            long capacity = map.getLong(CAPACITY_AT);
            long spinNanos = map.getLong(SPIN_AT);
            if (magic != MAGIC) {
                throw unusable(file, "it begins with " + Long.toHexString(magic));
            }
            if (!isCapacity(capacity) || size != bytes(capacity)) {
                throw unusable(file, size + " bytes long for a capacity of " + capacity);
            }
            if (!isSpin(spinNanos)) {
                throw unusable(file, "time to spin " + spinNanos + " ns");
            }
            return new RingFile(ring(map, 0, (int) capacity), ring(map, 1, (int) capacity), spinNanos);
        }
    }

    /**
     * What the other end writes. To be asked for once. One thread reads, another may close; a read that waits for the doorbell then
     * ends as the doorbell's own would.
     *
     * @param doorbell the pipe from the other end. It ends when that is gone: what it had written is still read, then the stream ends.
     *     What else comes out of it only costs time
     */
    public InputStream in(InputStream doorbell) {
        return new RingInput(this, incoming, doorbell, new Patience(spinNanos));
    }

    /**
     * What the other end reads. To be asked for once. One thread at a time writes, and those that take turns do so under a lock; another
     * may close, which ends a write that waits for room within a few milliseconds. So does the end of {@link #in}, which has to be read
     * for that. What is written can be read at once: there is nothing to flush. Interrupts do not end a write.
     *
     * @param doorbell the pipe to the other end: it gets one byte each time the reader there sleeps and has something to read, so it
     *     never holds more than one, and is never full, while the other end is honest
     */
    public OutputStream out(OutputStream doorbell) {
        return new RingOutput(this, outgoing, doorbell, new Patience(spinNanos));
    }

    /** To be called when what comes from the other end has ended: nobody can be expected to read there either. */
    void peerIsGone() {
        peerGone = true;
    }

    boolean isPeerGone() {
        return peerGone;
    }

    private static void write(FileChannel channel, int capacity, long spinNanos) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.nativeOrder());
        header.putLong(MAGIC_AT, MAGIC);
        header.putLong(CAPACITY_AT, capacity);
        header.putLong(SPIN_AT, spinNanos);
        writeFully(channel, header);
        ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
        for (long left = 2L * capacity; left > 0; left -= zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), left));
            writeFully(channel, zeros);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer map(FileChannel channel) throws IOException {
        return channel.map(MapMode.READ_WRITE, 0, channel.size()).order(ByteOrder.nativeOrder());
    }

    /** @param index 0 for the ring that the creator writes, 1 for the one that it reads */
    private static Ring ring(ByteBuffer map, int index, int capacity) {
        return new Ring(map, Ring.FIRST_WORD_AT + index * Ring.WORDS_BYTES, HEADER_BYTES + index * capacity, capacity);
    }

    private static boolean isCapacity(long bytes) {
        return bytes >= LEAST_BYTES && bytes <= MOST_BYTES && Long.bitCount(bytes) == 1;
    }

    private static boolean isSpin(long nanos) {
        return nanos >= 0 && nanos <= MOST_SPIN_NANOS;
    }

    private static long bytes(long capacity) {
        return HEADER_BYTES + 2 * capacity;
    }

    private static IOException unusable(Path file, String what) {
        return new IOException("no ring file of ours: " + file + ", " + what);
    }
}
