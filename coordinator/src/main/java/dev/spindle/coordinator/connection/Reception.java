package dev.spindle.coordinator.connection;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The socket that a pool's workers connect to. Whoever connects has a bounded time to show the token of a worker that is awaited, each of
 * which lets in one connection; everybody else is turned away, and that is told. One thread serves all who come, and never waits for one.
 */
final class Reception implements Closeable {
    /** More would use up the descriptors of this process. */
    private static final int MOST_UNPROVEN = 128;
    /** What every stranger gets, however many others come: enough for a worker on a busy machine. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long PAUSE_MILLIS = 100;

    private final ServerSocketChannel listening;
    private final long patienceNanos;
    private final Selector selector;
    private final Tokens tokens;
    private final Consumer<String> refused;
    private final SelectionKey arrivals;
    /** Those who have not shown a token yet, the first who came first. */
    private final ArrayDeque<Stranger> unproven = new ArrayDeque<>();

    private volatile boolean closing;

    /**
     * @param listening bound already, and closed with this
     * @param patience how long to wait for a token; a worker shows its own at once
     * @param refused told of each connection that was turned away, and why, in this reception's thread
     */
    Reception(ServerSocketChannel listening, Duration patience, Tokens tokens, Consumer<String> refused)
            throws IOException {
        this.listening = listening;
        this.patienceNanos = patience.toNanos();
        this.tokens = tokens;
        this.refused = refused;
        this.selector = Selector.open();
        listening.configureBlocking(false);
        arrivals = listening.register(selector, SelectionKey.OP_ACCEPT);
        Thread thread = new Thread(this::serve, "spindle-reception");
        thread.setDaemon(true);
        thread.start();
    }

    SocketAddress address() throws IOException {
        return listening.getLocalAddress();
    }

    /** False when its file is gone, by which it was to be found. */
    boolean isThere() throws IOException {
        return !(address() instanceof UnixDomainSocketAddress file) || Files.exists(file.getPath());
    }

    /** Nobody can connect any more, as soon as its thread has noticed; the connections of workers stay. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup(); // it is for the thread to close it, which may be looking at its keys
    }

    private void serve() {
        try (ServerSocketChannel closedLast = listening;
                Selector closed = selector) {
            while (!closing) {
                long wait = untilNext(System.nanoTime());
                if (wait == Long.MAX_VALUE) {
                    selector.select();
                } else {
                    selector.select(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
                }
                serveReady();
                dismissLate(System.nanoTime());
            }
        } catch (IOException e) {
            // where a selector breaks, workers that start anew do not get through, and that is told of them
        } finally {
            unproven.forEach(Stranger::close);
        }
    }

    /** How long until a time limit is reached, or there may be room for more. */
    private long untilNext(long now) {
        Stranger first = unproven.peek();
        if (first == null) {
            arrivals.interestOps(SelectionKey.OP_ACCEPT);
            return Long.MAX_VALUE;
        }
        boolean full = unproven.size() >= MOST_UNPROVEN;
        arrivals.interestOps(full ? 0 : SelectionKey.OP_ACCEPT);
        return Math.max(0, first.since() + (full ? LEAST_NANOS : patienceNanos) - now);
    }

    private void serveReady() {
        for (Iterator<SelectionKey> ready = selector.selectedKeys().iterator(); ready.hasNext(); ) {
            SelectionKey key = ready.next();
            ready.remove();
            try {
                if (key == arrivals) {
                    acceptAll();
                } else if (key.attachment() instanceof Stranger stranger) {
                    hear(stranger, key);
                }
            } catch (CancelledKeyException e) {
                // it was turned away a moment ago
            }
        }
    }

    private void acceptAll() {
        try {
            while (unproven.size() < MOST_UNPROVEN) {
                SocketChannel channel = listening.accept();
                if (channel == null) {
                    return;
                }
                greet(channel);
            }
        } catch (IOException e) {
            refused.accept("could not be accepted: " + e.getMessage());
            Stranger first = unproven.poll();
            if (first != null) {
                first.close();
            }
            pause(); // most likely there is no descriptor to be had, and the next look would find the same
        }
    }

    private void greet(SocketChannel channel) throws IOException {
        Stranger stranger = new Stranger(channel, System.nanoTime());
        try {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, stranger);
        } catch (IOException e) {
            stranger.close();
            throw e;
        }
        unproven.add(stranger);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            // nobody interrupts it; it may as well go on
        }
    }

    private void hear(Stranger stranger, SelectionKey key) {
        String shown = stranger.read();
        if (shown == null) {
            return; // more is to come
        }
        key.cancel();
        unproven.remove(stranger);
        String problem =
                shown.isEmpty() ? "ended before it had shown a token" : tokens.redeem(shown, stranger.channel());
        if (problem != null) {
            turnAway(stranger, problem);
        }
    }

    private void dismissLate(long now) {
        boolean full = unproven.size() >= MOST_UNPROVEN;
        for (Stranger first = late(now, full); first != null; first = late(now, full)) {
            unproven.remove(first);
            turnAway(
                    first,
                    full
                            ? "showed no token, while many others came"
                            : "showed no token within " + TimeUnit.NANOSECONDS.toMillis(patienceNanos) + " ms");
        }
    }

    private @Nullable Stranger late(long now, boolean full) {
        Stranger first = unproven.peek();
        return first != null && now - first.since() >= (full ? LEAST_NANOS : patienceNanos) ? first : null;
    }

    private void turnAway(Stranger stranger, String why) {
        stranger.close();
        refused.accept(why);
    }
}
