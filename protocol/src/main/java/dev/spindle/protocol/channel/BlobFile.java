package dev.spindle.protocol.channel;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mapped file in which blobs stand beside the messages, at the end that writes it; {@link BlobReader} is the other. Where in it a blob
 * goes is the user's to decide.
 *
 * <p>The file: a page whose first word the reader may write ({@link #taken}), then the blobs. It is made when it is first written, grows as
 * it is needed, and has no holes: all of it was written before it is mapped, so that a file system without room says so by an exception
 * and not later by a signal.
 *
 * <p>One thread at a time makes room; several may write at a time, each where nobody else does.
 */
public final class BlobFile {
    /** Before the first blob. */
    public static final int HEADER_BYTES = 1 << 12;

    /** It grows by its own size, so that it is seldom mapped anew, but not by more than this. */
    private static final int LARGEST_STEP = 1 << 26;

    private static final int ALIGNMENT = 64;

    /** The JVM cannot stop its threads while one copies, and none sends a heartbeat then; new pages may make that slow. */
    private static final int LARGEST_PIECE = 1 << 20;

    private static final int FIRST_BYTES = 1 << 20;

    static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Path file;
    private final int maxBytes;
    private volatile @Nullable ByteBuffer map;
    private int size;

    /** @param maxBytes how large the file may get */
    public BlobFile(Path file, int maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** What a blob of so many bytes takes: each begins at a cache line. */
    public static long aligned(int bytes) {
        return ((long) bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** The bytes there are now, with the header; 0 before the first. */
    public int size() {
        return size;
    }

    /** Whether it was not made yet, or still stands where others find it: folders for temporary files are cleared. */
    public boolean isThere() {
        return size == 0 || file.toFile().exists();
    }

    /**
     * Sees to it that there are bytes up to {@code end}.
     *
     * @throws IOException when the file system has no room, or the file is gone; what there was stays
     */
    public void reach(int end) throws IOException {
        if (end > size) {
            int step = Math.max(FIRST_BYTES, Math.min(size, LARGEST_STEP));
            int target = (int) Math.max(end, Math.min(maxBytes, (long) size + step));
            map = Uninterrupted.call(() -> grownTo(target));
            size = target;
        }
    }

    private ByteBuffer grownTo(int target) throws IOException {
        boolean isNew = size == 0;
        Set<OpenOption> options = isNew
                ? Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileAttribute<?> ownersOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(file, options, ownersOnly)) {
            try {
                fill(channel, size, target);
                return channel.map(MapMode.READ_WRITE, 0, target);
            } catch (IOException | RuntimeException | Error e) {
                if (isNew) {
                    Files.deleteIfExists(file);
                } else if (channel.isOpen()) {
                    channel.truncate(size);
                }
                throw e;
            }
        }
    }

    private static void fill(FileChannel channel, int from, int to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 16);
        channel.position(from);
        for (int left = to - from; left > 0; ) {
            zeros.clear().limit(Math.min(zeros.capacity(), left));
            left -= channel.write(zeros);
        }
    }

    /** Writes {@code bytes} at {@code offset}, to where {@link #reach} came. */
    public void write(int offset, byte[] bytes) {
        ByteBuffer mapped = mapped();
        for (int done = 0; done < bytes.length; done += LARGEST_PIECE) {
            mapped.put(offset + done, bytes, done, Math.min(LARGEST_PIECE, bytes.length - done));
        }
    }

    /** Fills {@code bytes} with what was written at {@code offset}. */
    public void read(int offset, byte[] bytes) {
        read(mapped(), offset, bytes);
    }

    static void read(ByteBuffer mapped, int offset, byte[] bytes) {
        for (int done = 0; done < bytes.length; done += LARGEST_PIECE) {
            mapped.get(offset + done, bytes, done, Math.min(LARGEST_PIECE, bytes.length - done));
        }
    }

    private ByteBuffer mapped() {
        ByteBuffer mapped = map;
        if (mapped == null) {
            throw new IllegalStateException("there is no room yet");
        }
        return mapped;
    }

    /** How many blobs the reader has read and is done with, as it says; 0 before the first. */
    public long taken() {
        ByteBuffer mapped = map;
        return mapped == null ? 0 : (long) WORD.getAcquire(mapped, 0);
    }

    /** As {@link #delete(Path)}, if it was ever made. */
    public void delete() {
        if (size > 0) {
            delete(file);
        }
    }

    /** Deletes {@code file} and gives its memory back at once, which mappings that are garbage may hold for long. Nobody may use it any more. */
    public static void delete(Path file) {
        if (!file.toFile().exists()) {
            return;
        }
        try {
            Uninterrupted.call(() -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
                return Files.deleteIfExists(file);
            });
        } catch (IOException e) {
            // somebody has cleared the folder
        }
    }
}
