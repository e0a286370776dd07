package dev.spindle.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spindle.coordinator.cli.Spindle.Ended;
import dev.spindle.coordinator.cli.Spindle.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers at the socket of a run: none comes in, and the run does not suffer. */
@Timeout(180)
class BadConnectionsTest {
    private static final int CONNECTIONS = 1_000;
    /** Of the garbage; it is not taken, so this ends as soon as the other side has closed. */
    private static final long MOST_GARBAGE = 1L << 30;

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void aThousandBadConnectionsHarmNothing(String transport) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String jobs = "{\"task\":\"sleep\",\"input\":10}\n{\"task\":\"fault.exit\"}\n".repeat(5)
                + "{\"task\":\"sleep\",\"input\":20}\n".repeat(100);
        Running running = Spindle.of("run", "-j", "2", "--retries", "0", "--transport", transport)
                .input(jobs)
                .start();
        List<SocketChannel> open = new ArrayList<>();
        try {
            SocketAddress address = addressOf(running, transport);
            for (int i = 0; i < CONNECTIONS && running.process().isAlive(); i++) {
                strike(address, random.nextInt(5), open);
            }
            Ended ended = running.end().assertStatus(1);

            assertThat(ended.results()).as("seed %s", seed).hasSize(110);
            assertThat(ended.results().stream().filter(each -> each.status().equals("ok")))
                    .hasSize(105);
            assertThat(ended.results().stream().filter(each -> each.status().equals("lost")))
                    .hasSize(5);
            assertThat(ended.err()).contains("a connection was turned away: it ", " connections turned away");
            assertThat(ended.err().lines()).hasSizeLessThan(20);
        } finally {
            for (SocketChannel each : open) {
                each.close();
            }
        }
    }

    private static void strike(SocketAddress address, int kind, List<SocketChannel> open) throws IOException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(address);
        } catch (IOException e) {
            return; // the run is over
        }
        open.add(channel);
        try {
            switch (kind) {
                case 0 -> write(channel, "f".repeat(64) + "\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":42}\n");
                case 1 -> write(channel, "f".repeat(31));
                case 2 -> pour(channel);
                case 3 -> channel.close();
                default -> {} // says nothing, and stays
            }
        } catch (IOException closedThere) {
            // as it should be
        }
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void pour(SocketChannel channel) throws IOException {
        byte[] garbage = new byte[1 << 16];
        new Random(1).nextBytes(garbage);
        for (long sent = 0; sent < MOST_GARBAGE; sent += garbage.length) {
            channel.write(ByteBuffer.wrap(garbage));
        }
        throw new AssertionError("a gigabyte of garbage was taken");
    }

    /** As any process of the same user can see it. */
    private static SocketAddress addressOf(Running running, String transport) {
        AtomicReference<String> value = new AtomicReference<>();
        await("a worker is launched").atMost(Duration.ofSeconds(30)).until(() -> {
            for (ProcessHandle worker : Leftovers.workersOf(running.processId())) {
                List<String> words = List.of(Files.readString(
                                Path.of("/proc", Long.toString(worker.pid()), "cmdline"), StandardCharsets.ISO_8859_1)
                        .split("\0", -1));
                int option = words.indexOf("--" + transport);
                if (option >= 0) {
                    value.set(words.get(option + 1));
                }
            }
            return value.get() != null;
        });
        return transport.equals("unix")
                ? UnixDomainSocketAddress.of(value.get())
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(value.get()));
    }
}
