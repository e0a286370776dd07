package dev.spindle.protocol.channel;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** Both ends of a ring file in one JVM, with pipes of the system as doorbells. The file is gone once both are there. */
final class RingPair implements AutoCloseable {
    /** The pipe to a reader, which counts how often it was rung. */
    static final class Doorbell extends FilterOutputStream {
        private final Pipe pipe;
        private final AtomicInteger rings = new AtomicInteger();

        Doorbell(Pipe pipe) {
            super(Channels.newOutputStream(pipe.sink()));
            this.pipe = pipe;
        }

        @Override
        public void write(int b) throws IOException {
            rings.incrementAndGet();
            boolean interrupted =
                    Thread.interrupted(); // which would close a channel, and does nothing to a process's pipe
            super.write(b);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        int rings() {
            return rings.get();
        }
    }

    /** One end, as its process has it. */
    record End(InputStream in, OutputStream out, Doorbell doorbell) {}

    final End first;
    final End second;
    /** What anybody who has the file may write into. */
    final ByteBuffer memory;

    RingPair(Path folder, int capacity, long spinNanos) throws IOException {
        Path file = folder.resolve("ring");
        RingFile created = RingFile.create(file, capacity, spinNanos);
        RingFile opened = RingFile.open(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size())
                    .order(ByteOrder.nativeOrder());
        }
        Files.delete(file);
        Doorbell there = new Doorbell(Pipe.open());
        Doorbell back = new Doorbell(Pipe.open());
        first = end(created, back, there);
        second = end(opened, there, back);
    }

    private static End end(RingFile file, Doorbell from, Doorbell to) {
        return new End(file.in(Channels.newInputStream(from.pipe.source())), file.out(to), to);
    }

    /** Where in the memory it stands how often the reader slept whom this end wakes. */
    int sleepsAt(End end) {
        return Ring.FIRST_WORD_AT + 2 * Ring.WORD_BYTES + (end.equals(first) ? 0 : Ring.WORDS_BYTES);
    }

    @Override
    public void close() throws IOException {
        for (End end : new End[] {first, second}) {
            end.out().close();
            end.in().close();
        }
    }
}
