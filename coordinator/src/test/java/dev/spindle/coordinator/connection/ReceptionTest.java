package dev.spindle.coordinator.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReceptionTest {
    private final Tokens tokens = new Tokens();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> opened = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Reception reception;

    @BeforeEach
    void open() throws IOException {
        open(Duration.ofSeconds(1));
    }

    private void open(Duration patience) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        reception = new Reception(listening, patience, tokens, refusals::add);
    }

    @AfterEach
    void close() throws IOException {
        for (SocketChannel each : opened) {
            each.close();
        }
        reception.close();
        await("its thread ends").atMost(Duration.ofSeconds(10)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(each -> each.getName().equals("spindle-reception")));
    }

    private SocketChannel connect(String text) throws IOException {
        SocketChannel channel = SocketChannel.open(reception.address());
        opened.add(channel);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private void awaitRefusals(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> refusals.size() >= count);
    }

    private static boolean isClosed(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void aTokenLetsOneConnectionIn() throws Exception {
        Tokens.Ticket ticket = tokens.issue("worker 7");
        SocketChannel worker = connect(ticket.token() + "\nand more");
        SocketChannel arrived = ticket.arrival().get(10, TimeUnit.SECONDS);
        ByteBuffer rest = ByteBuffer.allocate(8);
        while (rest.hasRemaining()) {
            arrived.read(rest);
        }
        assertThat(new String(rest.array(), StandardCharsets.US_ASCII)).isEqualTo("and more");

        SocketChannel again = connect(ticket.token() + "\n");
        awaitRefusals(1);
        assertThat(isClosed(again)).isTrue();
        assertThat(refusals).containsExactly("showed the token of worker 7 once more");
        arrived.write(ByteBuffer.wrap(new byte[1]));
        assertThat(worker.read(ByteBuffer.allocate(1))).isEqualTo(1);
        arrived.close();
    }

    @Test
    void everybodyElseIsTurnedAwayInBoundedTime() throws Exception {
        Tokens.Ticket ticket = tokens.issue("worker 0");
        String wrong = "0".repeat(Tokens.LENGTH) + "\n";
        List<SocketChannel> strangers = List.of(
                connect(wrong),
                connect(ticket.token() + " "),
                connect(ticket.token().toUpperCase(java.util.Locale.ROOT) + "\n"),
                connect("\n".repeat(100)),
                connect("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" + wrong),
                connect(ticket.token().substring(1)),
                connect(""));
        connect(ticket.token()).close();
        awaitRefusals(8);

        assertThat(strangers).allMatch(ReceptionTest::isClosed);
        assertThat(refusals)
                .containsOnly(
                        "showed a wrong token", "showed no token within 1000 ms", "ended before it had shown a token");
        assertThat(refusals.stream().filter("showed no token within 1000 ms"::equals))
                .hasSize(2);
        assertThat(ticket.arrival()).isNotDone();
    }

    @Test
    void aTokenThatWasTakenBackLetsNobodyIn() throws Exception {
        Tokens.Ticket ticket = tokens.issue("worker 0");
        tokens.revoke(ticket);
        assertThat(isClosed(connect(ticket.token() + "\n"))).isTrue();
        awaitRefusals(1);
    }

    /** More than may wait at a time, and none says a word: who waited for their time to end would wait for long. */
    @Test
    void aCrowdOfSilentStrangersKeepsNobodyOut() throws Exception {
        reception.close();
        open(Duration.ofMinutes(10));
        for (int i = 0; i < 260; i++) {
            connect("");
        }
        Tokens.Ticket ticket = tokens.issue("worker 0");
        connect(ticket.token() + "\n");
        ticket.arrival().get(20, TimeUnit.SECONDS).close();
        assertThat(refusals).isNotEmpty().containsOnly("showed no token, while many others came");
    }
}
