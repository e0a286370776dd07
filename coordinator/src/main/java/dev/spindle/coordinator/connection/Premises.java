package dev.spindle.coordinator.connection;

import dev.spindle.coordinator.PoolConfig;
import dev.spindle.protocol.BlobSpace;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ToWorker;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of one pool have in common: a folder that nobody else can read, and the place where they connect, if they do. Thread-safe.
 */
public final class Premises {
    /** Of the memory's file system: more than is in use at a time, as a rule. */
    private static final int MUCH_MEMORY = 256 << 20;

    /** So many connections may wait to be accepted. */
    private static final int BACKLOG = 128;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A file system in memory, on Linux. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final PoolConfig config;
    private final Consumer<String> refused;
    private final @Nullable InputBlobs inputs;
    private PrivateFolder folder = PrivateFolder.in(TEMPORARY);
    private @Nullable PrivateFolder memory;
    private @Nullable Path blobFolder;
    private @Nullable Tokens tokens;
    private @Nullable Reception reception;
    private boolean closed;

    /** @param refused told, in a thread that must not wait, why a connection was turned away */
    public Premises(PoolConfig config, Consumer<String> refused) {
        this.config = config;
        this.refused = refused;
        this.inputs = config.blobBytes() == 0 ? null : new InputBlobs(this::inputsFile, config.blobBytes());
    }

    /** Clears away what killed pools have left. */
    public static void sweep() {
        PrivateFolder.sweep(TEMPORARY);
        PrivateFolder.sweep(MEMORY);
    }

    /** The folders in {@code parent} that pools of this user have, or had and left. */
    public static List<Path> foldersIn(Path parent) {
        return PrivateFolder.allIn(parent);
    }

    /** Where a new worker's files go. Not the same for all: in a long life others may clear the folder for temporary files. */
    public synchronized Path folder() {
        if (!closed && !folder.isThere()) {
            try {
                PrivateFolder another = PrivateFolder.in(TEMPORARY);
                folder.delete();
                folder = another;
            } catch (UncheckedIOException e) {
                // what needs a folder fails, and says so
            }
        }
        return folder.path();
    }

    /**
     * How a new worker is to be talked with.
     *
     * @throws IOException when the socket or the shared file cannot be made, or the pool is closed
     */
    public Connection connection(int index, int generation) throws IOException {
        return switch (config.transport()) {
            case PIPE -> Connection.PIPES;
            case UNIX, TCP -> socketTo(index);
            case MMAP -> sharedWith(index + "-" + generation);
        };
    }

    /** In memory where there is room; a file on a disk does as well, but the disk has to follow what is written. */
    private Connection sharedWith(String worker) throws IOException {
        String name = "ring-" + worker;
        PrivateFolder memory = inMemory();
        if (memory != null) {
            try {
                return new RingConnection(memory.path().resolve(name));
            } catch (IOException e) {
                // it is full, or was cleared
            }
        }
        return new RingConnection(folder().resolve(name));
    }

    private synchronized @Nullable PrivateFolder inMemory() throws IOException {
        refuseWhenClosed();
        if (memory != null && !memory.isThere()) {
            memory.delete();
            memory = null;
        }
        if (memory == null && Files.isWritable(MEMORY)) {
            memory = PrivateFolder.in(MEMORY);
        }
        return memory;
    }

    // ---- blobs

    /** Where the blobs of inputs stand. */
    public BlobSpace inputs() {
        return inputs == null ? BlobSpace.NONE : inputs;
    }

    /** {@code input} as it is without blobs beside it. */
    public RawJson withBlobsWithin(RawJson input) {
        return inputs == null || input.references().isEmpty() ? input : inputs.within(input);
    }

    private synchronized Path inputsFile() {
        return blobFolder().resolve("blobs");
    }

    /** What a new worker is told of the files for blobs, none of which has to be there yet; null when there are to be none. */
    public synchronized ToWorker.@Nullable BlobFiles blobFiles(int index, int generation) {
        if (config.blobBytes() == 0 || closed) {
            return null;
        }
        Path results = blobFolder().resolve("blobs-" + index + "-" + generation);
        return new ToWorker.BlobFiles(inputsFile().toString(), results.toString(), config.blobBytes());
    }

    /** In memory, unless that is small, as it is in containers. The same for all: inputs are read by whichever worker gets them. */
    private Path blobFolder() {
        Path chosen = blobFolder;
        if (chosen == null) {
            chosen = folder.path();
            try {
                PrivateFolder inMemory = inMemory();
                if (inMemory != null && MEMORY.toFile().getUsableSpace() >= Math.min(config.blobBytes(), MUCH_MEMORY)) {
                    chosen = inMemory.path();
                }
            } catch (IOException | UncheckedIOException e) {
                // a file on a disk does as well
            }
            blobFolder = chosen;
        }
        return chosen;
    }

    private void refuseWhenClosed() throws IOException {
        if (closed) {
            throw new IOException("the pool is closed");
        }
    }

    /** Opened for the first worker: what goes wrong is that worker's failure to start then, like anything else. */
    private synchronized Connection socketTo(int index) throws IOException {
        refuseWhenClosed();
        Tokens issuing = tokens == null ? new Tokens() : tokens;
        tokens = issuing;
        if (reception != null && !reception.isThere()) {
            reception.close();
            reception = null;
        }
        Reception open = reception == null ? new Reception(listen(), PATIENCE, issuing, refused) : reception;
        reception = open;
        List<String> options = open.address() instanceof InetSocketAddress address
                ? List.of("--tcp", Integer.toString(address.getPort()))
                : List.of("--unix", open.address().toString());
        return new SocketConnection(options, issuing, "worker " + index);
    }

    private ServerSocketChannel listen() throws IOException {
        return switch (config.transport()) {
            case TCP -> {
                ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.INET);
                yield listening.bind(
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), BACKLOG);
            }
            default -> {
                File socket = folder().resolve("socket").toFile();
                ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                try {
                    yield listening.bind(UnixDomainSocketAddress.of(socket.getPath()), BACKLOG);
                } catch (IOException e) {
                    listening.close();
                    throw new IOException(
                            "no socket can be made at " + socket + " (" + e.getMessage()
                                    + "): a path has 107 bytes at most; --transport tcp needs none",
                            e);
                }
            }
        };
    }

    /** No process of the pool is left: the memory of inputs is given back at once. */
    public void freeInputs() {
        if (inputs != null) {
            inputs.close();
        }
    }

    /** Nothing is to be left. */
    public void close() {
        synchronized (this) {
            closed = true;
            if (reception != null) {
                reception.close();
            }
            if (memory != null) {
                memory.delete();
            }
            folder.delete();
        }
        sweep(); // what the first look, at the pool's beginning, was too early for
    }
}
