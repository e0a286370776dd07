package dev.spindle.benchmarks.micro;

import dev.spindle.protocol.channel.Duplex;
import dev.spindle.protocol.channel.RingFile;
import dev.spindle.protocol.channel.SocketDuplex;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Bytes to another thread and back, by each of the streams that connect processes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChannelBenchmark {
    private static final int RING_BYTES = 1 << 18;
    private static final long SPIN_NANOS = 20_000;

    @Param({"pipe", "unix", "mmap"})
    public String channel = "";

    @Param({"64", "65536"})
    public int bytes;

    private byte[] message = {};
    private @Nullable Duplex near;
    private @Nullable Thread echo;

    @Setup
    public void setUp() throws IOException {
        message = new byte[bytes];
        Path folder = Files.createTempDirectory("spindle-bench");
        Duplex far;
        switch (channel) {
            case "unix" -> {
                Path path = folder.resolve("socket");
                try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                    server.bind(UnixDomainSocketAddress.of(path));
                    near = SocketDuplex.of(SocketChannel.open(server.getLocalAddress()));
                    far = SocketDuplex.of(server.accept());
                }
                Files.delete(path);
            }
            case "mmap" -> {
                Path path = folder.resolve("ring");
                Duplex[] doorbells = pipes();
                RingFile one = RingFile.create(path, RING_BYTES, SPIN_NANOS);
                RingFile other = RingFile.open(path);
                Files.delete(path);
                near = new Duplex(one.in(doorbells[0].in()), one.out(doorbells[0].out()));
                far = new Duplex(other.in(doorbells[1].in()), other.out(doorbells[1].out()));
            }
            default -> {
                Duplex[] pipes = pipes();
                near = pipes[0];
                far = pipes[1];
            }
        }
        Files.delete(folder);
        echo = new Thread(() -> echo(far), "echo");
        echo.start();
    }

    private static Duplex[] pipes() throws IOException {
        Pipe there = Pipe.open();
        Pipe back = Pipe.open();
        return new Duplex[] {
            new Duplex(Channels.newInputStream(back.source()), Channels.newOutputStream(there.sink())),
            new Duplex(Channels.newInputStream(there.source()), Channels.newOutputStream(back.sink()))
        };
    }

    private static void echo(Duplex far) {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = far.in();
                OutputStream out = far.out()) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The other end is closed: it is over.
        }
    }

    @Benchmark
    public int roundTrip() throws IOException {
        Duplex duplex = Objects.requireNonNull(near);
        duplex.out().write(message);
        return duplex.in().readNBytes(message, 0, message.length);
    }

    @TearDown
    public void tearDown() throws IOException, InterruptedException {
        Duplex duplex = Objects.requireNonNull(near);
        duplex.out().close();
        duplex.in().close();
        Objects.requireNonNull(echo).join();
    }
}
