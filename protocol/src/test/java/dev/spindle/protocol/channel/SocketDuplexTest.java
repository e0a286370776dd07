package dev.spindle.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SocketDuplexTest {
    private static final int SEVERAL_BUFFERS = 5 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private ServerSocketChannel listening;

    @SuppressWarnings("NullAway.Init")
    private Duplex near;

    @SuppressWarnings("NullAway.Init")
    private Duplex far;

    private SocketAddress listen(String kind) throws IOException {
        SocketAddress address = kind.equals("unix")
                ? UnixDomainSocketAddress.of(folder.resolve("socket"))
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        listening = kind.equals("unix")
                ? ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        listening.bind(address);
        return listening.getLocalAddress();
    }

    private void connect(String kind) throws IOException {
        near = SocketDuplex.of(SocketChannel.open(listen(kind)));
        far = SocketDuplex.of(listening.accept());
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        if (near != null) {
            near.in().close();
        }
        if (far != null) {
            far.out().close();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Runs in a thread of its own, which the future can interrupt. */
    private static final class Busy extends CompletableFuture<Void> {
        final Thread thread;

        Busy(Work work) {
            thread = new Thread(() -> {
                try {
                    work.run();
                    complete(null);
                } catch (Throwable e) {
                    completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void bytesGoBothWaysWhateverInterrupts(String kind) throws Exception {
        connect(kind);
        byte[] sent = new byte[SEVERAL_BUFFERS];
        new Random(1).nextBytes(sent);
        byte[] back = new byte[sent.length];
        Busy echo = new Busy(() -> {
            byte[] buffer = new byte[10_000];
            for (int read = far.in().read(buffer); read >= 0; read = far.in().read(buffer)) {
                far.out().write(buffer, 0, read);
            }
        });
        Busy reader = new Busy(
                () -> assertThat(near.in().readNBytes(back, 0, back.length)).isEqualTo(back.length));
        Busy writer = new Busy(() -> near.out().write(sent));

        while (!reader.isDone()) {
            for (Busy each : new Busy[] {echo, reader, writer}) {
                each.thread.interrupt();
            }
            LockSupport.parkNanos(50_000);
        }

        reader.get(1, TimeUnit.SECONDS);
        writer.get(1, TimeUnit.SECONDS);
        assertThat(Arrays.equals(sent, back)).isTrue();
        near.out().close();
        echo.get(10, TimeUnit.SECONDS); // saw the end
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void whoeverWaitsIsLetGoWhenItIsClosed(String kind) throws Exception {
        connect(kind);
        Busy reader = new Busy(() -> assertThat(near.in().read()).isEqualTo(-1));
        Busy writer = new Busy(() -> assertThatThrownBy(() -> near.out().write(new byte[SEVERAL_BUFFERS]))
                .isInstanceOf(IOException.class));
        far.in().readNBytes(1 << 16); // the writer is at it, and will have to wait
        near.in().close();

        reader.get(10, TimeUnit.SECONDS);
        writer.get(10, TimeUnit.SECONDS);
    }

    /** Closing with something unread resets the connection; what had been written still arrives. */
    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void aResetIsAnEndOfStreamBehindWhatWasWritten(String kind) throws Exception {
        connect(kind);
        near.out().write(new byte[1000]);
        far.out().write("last words".getBytes(StandardCharsets.UTF_8));
        far.in().read();
        far.in().close();

        assertThat(new String(near.in().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("last words");
        assertThat(near.in().read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void whoeverDoesNotKnowTheAnswerIsNotTalkedTo(String kind) throws Exception {
        SocketAddress address = listen(kind);
        Busy impostor = new Busy(() -> {
            far = SocketDuplex.of(listening.accept());
            far.in().readNBytes("token\n".length());
            far.out().write("answet\n{\"jsonrpc\":\"2.0\"}\n".getBytes(StandardCharsets.US_ASCII));
        });
        assertThatThrownBy(() -> SocketDuplex.connect(address, "token", "answer"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not know the answer");
        impostor.get(10, TimeUnit.SECONDS);

        Busy silent = new Busy(() -> listening.accept().close());
        assertThatThrownBy(() -> SocketDuplex.connect(address, "token", "answer"))
                .isInstanceOf(IOException.class);
        silent.get(10, TimeUnit.SECONDS);
    }

    /** A selector that is not closed would keep two for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void everyDescriptorIsGivenBack(String kind) throws Exception {
        connect(kind);
        long before = descriptors();
        for (int i = 0; i < 20; i++) {
            Duplex one = SocketDuplex.of(SocketChannel.open(listening.getLocalAddress()));
            Duplex other = SocketDuplex.of(listening.accept());
            one.in().close();
            other.out().close();
        }
        assertThat(descriptors()).isLessThan(before + 20);
    }

    private static long descriptors() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }
}
