package dev.spindle.worker.runtime;

import dev.spindle.protocol.Blob;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.BlobSpace;
import dev.spindle.protocol.channel.BlobFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;

/**
 * Where the blobs of results stand until the coordinator has read them. It reads them in the order in which they were placed, and says in
 * the file how many it has: so this is a ring of blocks, which begins anew at its start whenever all are read, to use few pages that
 * are warm. For one thread.
 */
final class ResultBlobs implements BlobSpace {
    private final BlobFile file;
    private final int maxBytes;
    private final ArrayDeque<Block> unread = new ArrayDeque<>();
    private long read;

    private record Block(int from, int to) {}

    ResultBlobs(Path file, long maxBytes) {
        this.maxBytes = (int) Math.min(maxBytes, Integer.MAX_VALUE);
        this.file = new BlobFile(file, this.maxBytes);
    }

    @Override
    public long place(Blob blob) {
        long length = BlobFile.aligned(blob.size());
        dropRead();
        long from = room(length);
        if (from < 0 || !file.isThere()) {
            return -1;
        }
        try {
            file.reach((int) (from + length));
        } catch (IOException e) {
            return -1; // the file system is full, or the folder was cleared
        }
        file.write((int) from, blob.shared());
        unread.add(new Block((int) from, (int) (from + length)));
        return from;
    }

    /** Where so many bytes are free, in the file as it is if possible; negative when there is no room. */
    private long room(long length) {
        Block oldest = unread.peekFirst();
        Block newest = unread.peekLast();
        if (oldest == null || newest == null) {
            return length <= maxBytes - BlobFile.HEADER_BYTES ? BlobFile.HEADER_BYTES : -1;
        }
        long end = newest.to() + length;
        if (newest.from() < oldest.from()) {
            return end <= oldest.from() ? newest.to() : -1;
        }
        boolean fitsBefore = BlobFile.HEADER_BYTES + length <= oldest.from();
        if (end > file.size() && fitsBefore) {
            return BlobFile.HEADER_BYTES;
        }
        return end <= maxBytes ? newest.to() : -1;
    }

    private void dropRead() {
        long now = file.taken();
        while (read < now && !unread.isEmpty()) {
            unread.removeFirst();
            read++;
        }
    }

    /** Of a result that is not sent after all; the newest first. */
    @Override
    public void free(BlobReference placed) {
        Block newest = unread.peekLast();
        if (newest != null && newest.from() == placed.offset()) {
            unread.removeLast();
        }
    }
}
