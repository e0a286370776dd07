package dev.spindle.coordinator.connection;

import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The one-time tokens of the workers that a pool awaits. Thread-safe. */
final class Tokens {
    /** In hexadecimal digits: 256 bits. */
    static final int LENGTH = 64;

    /** So many that were used are remembered, to tell a second use from a guess. */
    private static final int MOST_USED = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final List<Ticket> awaited = new ArrayList<>();
    private final List<Ticket> used = new ArrayList<>();

    /**
     * Lets one connection in.
     *
     * @param answer what the pool shows in return, so that the worker knows that it is not somebody else who listens
     * @param worker who is awaited, as in {@code worker 2}
     * @param arrival the connection, once it has come
     */
    record Ticket(String token, String answer, String worker, CompletableFuture<SocketChannel> arrival) {
        /** In a time that does not depend on where they differ. */
        boolean matches(byte[] shown) {
            return MessageDigest.isEqual((token + "\n").getBytes(StandardCharsets.ISO_8859_1), shown);
        }
    }

    synchronized Ticket issue(String worker) {
        Ticket ticket = new Ticket(secret(), secret(), worker, new CompletableFuture<>());
        awaited.add(ticket);
        return ticket;
    }

    private String secret() {
        byte[] bytes = new byte[LENGTH / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** It lets nobody in any more. */
    synchronized void revoke(Ticket ticket) {
        if (awaited.remove(ticket)) {
            remember(ticket);
        }
    }

    private void remember(Ticket ticket) {
        if (used.size() == MOST_USED) {
            used.remove(0);
        }
        used.add(ticket);
    }

    /** Hands the connection to whom it is for; otherwise returns why it is to be closed. */
    synchronized @Nullable String redeem(String shown, SocketChannel channel) {
        byte[] bytes = shown.getBytes(StandardCharsets.ISO_8859_1);
        Ticket found = find(awaited, bytes);
        if (found == null) {
            Ticket earlier = find(used, bytes);
            return earlier == null ? "showed a wrong token" : "showed the token of " + earlier.worker() + " once more";
        }
        awaited.remove(found);
        remember(found);
        return found.arrival().complete(channel) ? null : "came for " + found.worker() + " when that had ended";
    }

    private static @Nullable Ticket find(List<Ticket> tickets, byte[] shown) {
        Ticket found = null;
        for (Ticket each : tickets) {
            found = each.matches(shown) ? each : found;
        }
        return found;
    }
}
