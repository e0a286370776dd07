package dev.spindle.protocol.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ring between two processes, with the other's standard input and output as doorbells. */
@Timeout(60)
class RingProcessTest {
    private static final int CAPACITY = 1 << 16;

    private final Path file;
    private final Process peer;
    private final StreamFrameSource source;
    private final FrameSink sink;

    RingProcessTest(@TempDir Path folder) throws IOException {
        file = folder.resolve("ring");
        RingFile ring = RingFile.create(file, CAPACITY, 20_000);
        peer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RingPeer.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        source = new StreamFrameSource(ring.in(peer.getInputStream()), 1 << 24);
        sink = new StreamFrameSink(ring.out(peer.getOutputStream()), Framing.LINE);
    }

    @BeforeEach
    void goOnWithoutTheFile() throws IOException {
        assertThat(echo("hello!".getBytes(UTF_8))).isEqualTo("hello!".getBytes(UTF_8)); // so both have mapped it
        Files.delete(file);
    }

    @AfterEach
    void end() throws InterruptedException {
        peer.destroyForcibly().waitFor();
    }

    private byte[] echo(byte[] frame) throws IOException {
        sink.put(frame, 0, frame.length);
        sink.flush();
        assertThat(source.next()).isTrue();
        return Arrays.copyOfRange(source.bytes(), source.offset(), source.offset() + source.length());
    }

    @Test
    void framesAreSentBackUntilTheInputEnds() throws Exception {
        for (int length = 1; length <= 20 * CAPACITY; length = length * 3 + 9) {
            byte[] frame = new byte[length];
            Arrays.fill(frame, (byte) ('a' + length % 26));
            assertThat(echo(frame)).isEqualTo(frame);
        }
        sink.close();

        assertThat(source.next()).isFalse();
        assertThat(peer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(peer.exitValue()).isZero();
    }

    @Test
    void aProcessThatIsKilledEndsTheStreamAndWrites() throws Exception {
        echo(RingPeer.FLOOD.getBytes(UTF_8));
        for (int i = 0; i < 10_000; i++) {
            assertThat(source.next()).isTrue();
        }
        while (!source.isReady()) { // else it may be killed when all that it wrote was read
            Thread.onSpinWait();
        }
        peer.toHandle().destroyForcibly(); // the process's own method would close its pipes here
        int leftOver = 0;
        try {
            while (source.next()) {
                assertThat(source.length()).isEqualTo(RingPeer.FLOOD.length());
                leftOver++;
            }
        } catch (EOFException tornByTheKill) {
            System.out.println(tornByTheKill.getMessage());
        }

        assertThat(leftOver).isPositive();
        byte[] more = new byte[2 * CAPACITY];
        assertThatIOException().isThrownBy(() -> sink.put(more, 0, more.length));
    }
}
