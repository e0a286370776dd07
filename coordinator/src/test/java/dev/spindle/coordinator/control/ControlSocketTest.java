package dev.spindle.coordinator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks a run in its own way, and who does so in no way at all. */
class ControlSocketTest {
    private static final long PATIENCE_MILLIS = 20_000;
    private static final int MANY = 24;

    private final CompletableFuture<Map<String, Object>> ended = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private final CountDownLatch drains = new CountDownLatch(1);
    private final List<SocketChannel> open = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    /** A run that knows one job, the line 7. */
    private final class Known implements Controlled {
        @Override
        public Map<String, Object> status() {
            return Map.of("pid", 4711, "text", "x".repeat(1 << 20));
        }

        @Override
        public Map<String, Object> stack(long job) throws RefusedException {
            throw new RefusedException("line " + job + " waits");
        }

        @Override
        public CompletableFuture<Map<String, Object>> cancel(long job) {
            return ended;
        }

        @Override
        public Map<String, Object> drain() {
            drains.countDown();
            return Map.of("before", false);
        }
    }

    private ControlSocket start() {
        return new ControlSocket(() -> folder, new Known(), problems::add);
    }

    private LiveSocket socket() {
        Path file = folder.resolve(ControlSocket.NAME);
        await().until(() -> Files.exists(file));
        LiveSocket socket = new LiveSocket(4711, file);
        await().until(socket::isAlive);
        return socket;
    }

    private SocketChannel connect(LiveSocket socket) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket.socket()));
        open.add(channel);
        return channel;
    }

    private static void say(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void closeAll() throws IOException {
        for (SocketChannel each : open) {
            each.close();
        }
    }

    @Test
    void answersWhoAsksAndEndsWithTheRun() throws Exception {
        LiveSocket socket;
        CompletableFuture<Map<String, Object>> outcome;
        CompletableFuture<Map<String, Object>> end;
        try (ControlSocket control = start()) {
            assertThat(control).isNotNull();
            socket = socket();
            assertThat(socket.ask(Map.of("do", "status"), PATIENCE_MILLIS)).containsEntry("pid", 4711);
            assertThat(socket.ask(Map.of("do", "stack", "job", 7), PATIENCE_MILLIS))
                    .containsEntry("error", "line 7 waits");
            assertThat(socket.ask(Map.of("do", "stack"), PATIENCE_MILLIS)).containsKey("error");
            assertThat(socket.ask(Map.of("do", "dance"), PATIENCE_MILLIS)).containsKey("error");
            LiveSocket asked = socket;
            outcome = CompletableFuture.supplyAsync(() -> answer(asked, Map.of("do", "cancel", "job", 7), false));
            end = CompletableFuture.supplyAsync(() -> answer(asked, Map.of("do", "drain", "wait", true), true));
            ended.complete(Map.of("status", "cancelled"));
            assertThat(outcome.get()).containsEntry("status", "cancelled");
            assertThat(drains.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue(); // else nobody listens any more
            assertThat(end).isNotDone();
        }
        assertThat(end.get()).containsEntry("before", false);
        assertThat(socket.isAlive()).isFalse();
        assertThat(problems).isEmpty();
    }

    private static Map<String, Object> answer(LiveSocket socket, Map<String, Object> request, boolean toTheEnd) {
        try {
            return toTheEnd
                    ? socket.askAndAwaitEnd(request, PATIENCE_MILLIS)
                    : socket.askForOutcome(request, PATIENCE_MILLIS);
        } catch (IOException e) {
            return Map.of("failed", e.toString());
        }
    }

    @Test
    void whoWaitsForTheEndOfAJobTakesNobodysPlace() throws Exception {
        ExecutorService asking = Executors.newCachedThreadPool();
        try (ControlSocket control = start()) {
            assertThat(control).isNotNull();
            LiveSocket socket = socket();
            List<Future<Map<String, Object>>> outcomes = new ArrayList<>();
            for (int i = 0; i < 40; i++) { // more than are served at a time
                outcomes.add(asking.submit(() -> answer(socket, Map.of("do", "cancel", "job", 7), false)));
                assertThat(socket.ask(Map.of("do", "status"), PATIENCE_MILLIS)).containsEntry("pid", 4711);
            }
            ended.complete(Map.of("status", "cancelled"));
            for (Future<Map<String, Object>> outcome : outcomes) {
                assertThat(outcome.get()).containsEntry("status", "cancelled");
            }
        } finally {
            asking.shutdownNow();
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void whoSaysNothingOrNonsenseOrDoesNotListenKeepsNobodyOut() throws Exception {
        try (ControlSocket control = start()) {
            assertThat(control).isNotNull();
            LiveSocket socket = socket();
            for (int i = 0; i < MANY; i++) {
                connect(socket); // and is silent
            }
            say(connect(socket), "{\"do\":\"status\"}\n"); // and does not read the mebibyte that comes
            for (String nonsense : List.of("\n", "[]\n", "{\n", "\u0000\n", "{\"do\":1}\n", "{\"do\":\"sta")) {
                say(connect(socket), nonsense);
            }
            assertThatThrownBy(() -> {
                        SocketChannel channel = connect(socket);
                        for (int i = 0; i < 1 << 12; i++) {
                            say(channel, "x".repeat(1 << 12));
                        }
                    })
                    .as("16 MiB of garbage")
                    .isInstanceOf(IOException.class);

            assertThat(socket.ask(Map.of("do", "drain"), PATIENCE_MILLIS)).containsEntry("before", false);
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void whereThereCanBeNoSocketThatIsSaid() throws Exception {
        Path deep = Files.createDirectory(folder.resolve("x".repeat(120)));
        try (ControlSocket control = new ControlSocket(() -> deep, new Known(), problems::add)) {
            assertThat(control).isNotNull();
            await().until(() -> !problems.isEmpty());
        }
        assertThat(problems).singleElement().asString().startsWith("spindle ps and the like cannot reach this run");
    }

    @Test
    void aRunThatEndsAtOnceHasNone() throws Exception {
        start().close();

        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(
                        () -> new LiveSocket(4711, folder.resolve(ControlSocket.NAME)).ask(Map.of("do", "status"), 1))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(EOFException.class);
    }
}
