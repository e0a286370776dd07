package dev.spindle.coordinator.connection;

import dev.spindle.protocol.channel.Duplex;
import dev.spindle.protocol.channel.RingFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shared memory: a mapped file with a ring for each direction. The worker's pipes wake whoever sleeps, and end when the other is gone. */
final class RingConnection implements Connection {
    /** Of each direction: both fit into a core's cache, and a write that must not wait for its reader fits eight times. */
    private static final int RING_BYTES = 1 << 18;

    /** Less than a sleep and a wake-up cost. */
    private static final long SPIN_NANOS = 20_000;

    private final Path file;
    private final RingFile rings;
    private @Nullable Duplex duplex;

    /** @param file to be made, where nobody else can get at it */
    RingConnection(Path file) throws IOException {
        this.file = file;
        this.rings = RingFile.create(file, RING_BYTES, SPIN_NANOS);
    }

    @Override
    public List<String> options() {
        List<String> options = new ArrayList<>(BY_DESCRIPTORS);
        options.addAll(List.of("--mmap", file.toString()));
        return options;
    }

    @Override
    public synchronized Duplex make(OutputStream stdin, InputStream stdout) {
        Duplex made = new Duplex(rings.in(stdout), rings.out(stdin));
        duplex = made;
        return made;
    }

    /** The pipe that ends tells it. */
    @Override
    public void gone() {}

    @Override
    public synchronized void close() {
        try {
            if (duplex != null) {
                duplex.out().close();
                duplex.in().close();
            }
        } catch (IOException e) {
            // the pipe was closed already
        }
    }

    /** The mapping stays until it is garbage, which may take long: the memory below is given back at once. */
    @Override
    public void free() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // somebody has cleared the folder
        }
    }
}
