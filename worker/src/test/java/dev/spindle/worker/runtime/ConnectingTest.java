package dev.spindle.worker.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spindle.protocol.channel.Duplex;
import dev.spindle.protocol.channel.RingFile;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a worker gets to its coordinator, with a descriptor of this process as its input. */
@Timeout(60)
class ConnectingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Duplex open(String... arguments) throws IOException, UnusableException {
        return new Connecting(WorkerOptions.parse(arguments)).open();
    }

    private Duplex openWithInput(String input, String... arguments) throws IOException, UnusableException {
        Path file = Files.writeString(folder.resolve("input"), input);
        try (FileInputStream held = new FileInputStream(file.toFile())) {
            List<String> all = Stream.concat(Stream.of("--fds", descriptorOf(file) + ",1"), Stream.of(arguments))
                    .toList();
            assertThat(held.available()).isEqualTo(input.length());
            return open(all.toArray(String[]::new));
        }
    }

    private static String descriptorOf(Path file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : descriptors.toList()) {
                if (Files.isSymbolicLink(each) && Files.readSymbolicLink(each).equals(file.toRealPath())) {
                    return each.getFileName().toString();
                }
            }
        }
        throw new AssertionError(file + " is not open");
    }

    private void assertUnusable(String problem, String input, String... arguments) {
        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> openWithInput(input, arguments))
                .withMessageContaining(problem);
    }

    /** Takes one connection: reads a line of it, answers with {@code answer}, and gives the line. */
    private static CompletableFuture<String> serve(ServerSocketChannel listening, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (SocketChannel arrived = listening.accept()) {
                ByteBuffer shown = ByteBuffer.allocate(7);
                while (shown.hasRemaining() && arrived.read(shown) >= 0) {
                    // the rest of the line
                }
                arrived.write(ByteBuffer.wrap(answer.getBytes(US_ASCII)));
                return new String(shown.array(), US_ASCII);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void showsItsTokenAndHearsTheAnswer(ServerSocketChannel listening, String... where) throws Exception {
        CompletableFuture<String> shown = serve(listening, "answer\nand a message");
        Duplex duplex = openWithInput("secret answer\n", where);
        assertThat(new String(duplex.in().readAllBytes(), US_ASCII)).isEqualTo("and a message");
        assertThat(shown.get(30, TimeUnit.SECONDS)).isEqualTo("secret\n");
        duplex.in().close();
    }

    @Test
    void aSocketIsOpenedByTheTokenOnTheInput() throws Exception {
        SocketAddress address = UnixDomainSocketAddress.of(folder.resolve("socket"));
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(address);
            showsItsTokenAndHearsTheAnswer(listening, "--unix", address.toString());
        }
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            listening.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            int port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
            showsItsTokenAndHearsTheAnswer(listening, "--tcp", Integer.toString(port));
        }
    }

    @Test
    void whoeverGivesAnotherAnswerIsNotBelieved() throws Exception {
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<String> shown = serve(listening, "rubbish\nand a message");
            assertUnusable("cannot connect to " + socket, "secret answer\n", "--unix", socket.toString());
            assertThat(shown.get(30, TimeUnit.SECONDS)).isEqualTo("secret\n");
        }
    }

    @Test
    void sharedMemoryIsRead() throws Exception {
        Path file = folder.resolve("rings");
        RingFile rings = RingFile.create(file, 1 << 12, 0);
        OutputStream out = rings.out(OutputStream.nullOutputStream());
        out.write("a message".getBytes(US_ASCII));
        out.flush();
        Duplex duplex = openWithInput("", "--mmap", file.toString());
        assertThat(new String(duplex.in().readNBytes(9), US_ASCII)).isEqualTo("a message");
    }

    @Test
    void whatCannotBeIsSaid() {
        String nowhere = folder.resolve("nobody").toString();
        assertUnusable("no token came on the input", "secret", "--unix", nowhere);
        assertUnusable("no token came on the input", "s".repeat(2_000), "--unix", nowhere);
        assertUnusable("is no token and its answer", "secret\n", "--unix", nowhere);
        assertUnusable("cannot connect to " + nowhere, "secret answer\n", "--unix", nowhere);
        assertUnusable("--tcp takes a port on 127.0.0.1, not x", "", "--tcp", "x");
        assertUnusable("--tcp takes a port on 127.0.0.1, not 65536", "", "--tcp", "65536");
        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> open("--fds", "1000,1"))
                .withMessageContaining("--fds: cannot read from descriptor 1000");
        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> open("--fds", "0,1000"))
                .withMessageContaining("--fds: cannot write to descriptor 1000");
    }
}
