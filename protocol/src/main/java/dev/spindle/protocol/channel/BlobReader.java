package dev.spindle.protocol.channel;

import dev.spindle.protocol.Blob;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of a {@link BlobFile} that reads it. It is mapped when the first reference comes. What is referred to is copied out, after a
 * look at whether it is there: neither what the other side writes later nor the end of the file can harm a blob that was read. For one
 * thread.
 */
public final class BlobReader {
    private final Path file;
    private final MapMode mode;
    private @Nullable ByteBuffer map;
    private long taken;

    private BlobReader(Path file, MapMode mode) {
        this.file = file;
        this.mode = mode;
    }

    /** Reads what stays until the other side frees it. */
    public static BlobReader ofInputs(Path file) {
        return new BlobReader(file, MapMode.READ_ONLY);
    }

    /** Reads each blob once, in the order of its references, and tells the other side so. */
    public static BlobReader ofResults(Path file) {
        return new BlobReader(file, MapMode.READ_WRITE);
    }

    /**
     * {@code value} with the bytes that its references stand for.
     *
     * @throws IOException when they are not there; the other side is told all the same that they are read
     */
    public RawJson read(RawJson value) throws IOException {
        List<BlobReference> found = new ArrayList<>(value.references().size());
        try {
            for (BlobReference reference : value.references()) {
                found.add(reference.with(read(reference)));
            }
        } finally {
            taken += value.references().size();
            ByteBuffer mapped = map;
            if (mode == MapMode.READ_WRITE && mapped != null) {
                BlobFile.WORD.setRelease(mapped, 0, taken);
            }
        }
        return RawJson.checked(value.sharedWithReferences(), found);
    }

    private Blob read(BlobReference reference) throws IOException {
        long offset = reference.offset();
        int length = reference.length();
        ByteBuffer mapped = map;
        if (mapped == null || offset + length > mapped.capacity()) {
            mapped = map();
            map = mapped;
        }
        if (offset < BlobFile.HEADER_BYTES || offset + length > mapped.capacity()) {
            throw new IOException("no blob of " + length + " bytes stands at " + offset + " of " + file + ", which has "
                    + mapped.capacity());
        }
        byte[] bytes = new byte[length];
        BlobFile.read(mapped, (int) offset, bytes);
        return Blob.shared(bytes);
    }

    private ByteBuffer map() throws IOException {
        Set<StandardOpenOption> options = mode == MapMode.READ_ONLY
                ? Set.of(StandardOpenOption.READ)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return Uninterrupted.call(() -> {
                try (FileChannel channel = FileChannel.open(file, options)) {
                    return channel.map(mode, 0, Math.min(channel.size(), Integer.MAX_VALUE));
                }
            });
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file + " any more: has somebody cleared its folder?", e);
        }
    }
}
