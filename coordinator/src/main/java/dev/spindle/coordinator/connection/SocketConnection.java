package dev.spindle.coordinator.connection;

import dev.spindle.protocol.channel.Duplex;
import dev.spindle.protocol.channel.SocketDuplex;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A socket to one worker, which connects to the pool's {@link Reception} with a token that it is told on its stdin, and is shown another in return. */
final class SocketConnection implements Connection {
    private final List<String> options;
    private final Tokens tokens;
    private final Tokens.Ticket ticket;
    private @Nullable Duplex duplex;
    private boolean closed;

    /** @param address where the worker is to connect */
    SocketConnection(List<String> address, Tokens tokens, String worker) {
        this.options = new ArrayList<>(List.of("--fds", "3,1"));
        this.options.addAll(address);
        this.tokens = tokens;
        this.ticket = tokens.issue(worker);
    }

    /** Only the token comes by a pipe. */
    @Override
    public String redirections() {
        return "3<&0 0</dev/null 1>&2";
    }

    @Override
    public List<String> options() {
        return options;
    }

    @Override
    public Duplex make(OutputStream stdin, InputStream stdout) throws IOException {
        stdin.write((ticket.token() + " " + ticket.answer() + "\n").getBytes(StandardCharsets.US_ASCII));
        stdin.flush();
        try {
            Duplex both = made(ticket.arrival().join());
            both.out().write((ticket.answer() + "\n").getBytes(StandardCharsets.US_ASCII));
            return both;
        } catch (CancellationException e) {
            throw new IOException("the worker ended before it had connected", e);
        }
    }

    private synchronized Duplex made(SocketChannel channel) throws IOException {
        if (closed) {
            channel.close();
            throw new IOException("the worker ended when it had just connected");
        }
        Duplex both = SocketDuplex.of(channel);
        duplex = both;
        return both;
    }

    @Override
    public void gone() {
        tokens.revoke(ticket);
        ticket.arrival().cancel(false);
    }

    @Override
    public synchronized void close() {
        closed = true;
        gone();
        try {
            if (duplex != null) {
                duplex.in().close();
            } else if (!ticket.arrival().isCancelled()) {
                ticket.arrival().join().close();
            }
        } catch (IOException e) {
            // the descriptor is given back all the same
        }
    }
}
