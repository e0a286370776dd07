package dev.spindle.coordinator.connection;

import dev.spindle.protocol.Blob;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.BlobSpace;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.channel.BlobFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the blobs of inputs stand, for all workers of a pool: each until its job has its outcome, so that every attempt finds it. Where
 * there is no room they go into the message. Thread-safe.
 */
final class InputBlobs implements BlobSpace {
    private final Supplier<Path> path;
    private @Nullable BlobFile file;
    private final Extents extents;
    private final int maxBytes;
    /** Of those who have room and are still writing: nobody may take the file from under them. */
    private int writing;

    private boolean closed;

    /** @param path asked for when the first blob comes */
    InputBlobs(Supplier<Path> path, int maxBytes) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.extents = new Extents(BlobFile.HEADER_BYTES, maxBytes);
    }

    @Override
    public long place(Blob blob) {
        long length = BlobFile.aligned(blob.size());
        Room room = length > maxBytes ? null : room((int) length);
        if (room == null) {
            return -1;
        }
        try {
            room.file().write(room.from(), blob.shared());
        } finally {
            written();
        }
        return room.from();
    }

    private record Room(BlobFile file, int from) {}

    private synchronized @Nullable Room room(int length) {
        if (closed) {
            return null;
        }
        BlobFile made = file == null ? new BlobFile(path.get(), maxBytes) : file;
        file = made;
        int from = made.isThere() ? extents.take(length) : -1;
        if (from < 0) {
            return null;
        }
        try {
            made.reach(extents.end());
        } catch (IOException e) { // the file system is full, or the folder was cleared
            extents.giveBack(from, length);
            return null;
        }
        writing++;
        return new Room(made, from);
    }

    /** {@code input}, whose blobs stand here, as it is with them in base64. */
    synchronized RawJson within(RawJson input) {
        List<BlobReference> read = new ArrayList<>();
        for (BlobReference reference : input.references()) {
            byte[] bytes = new byte[reference.length()];
            if (file != null) {
                file.read((int) reference.offset(), bytes);
            }
            read.add(reference.with(Blob.shared(bytes)));
        }
        return RawJson.checked(
                RawJson.checked(input.sharedWithReferences(), read).shared());
    }

    private synchronized void written() {
        writing--;
        deleteWhenUnused();
    }

    @Override
    public synchronized void free(BlobReference placed) {
        extents.giveBack((int) placed.offset(), (int) BlobFile.aligned(placed.length()));
    }

    /** No worker is left. */
    synchronized void close() {
        closed = true;
        deleteWhenUnused();
    }

    private void deleteWhenUnused() {
        if (closed && writing == 0 && file != null) {
            file.delete();
        }
    }
}
