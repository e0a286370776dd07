package dev.spindle.coordinator.journal;

import dev.spindle.protocol.RawJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/** Gives each job of an input its key, in the order of the input. Not thread-safe. */
final class ContentKeys {
    private static final int LONGEST_KEPT = 10_000;

    private final byte[] code;
    private final MessageDigest digest = sha256();
    private final Map<String, byte[]> prefixes = new HashMap<>();
    private final KeyTable occurrences = new KeyTable();

    /** @param code the version of the tasks' code */
    ContentKeys(String code) {
        this.code = code.getBytes(StandardCharsets.UTF_8);
    }

    /** The key of the next job. */
    JobKey next(String task, RawJson input) {
        JobKey first = of(task, input);
        return first.later(occurrences.increment(first));
    }

    private JobKey of(String task, RawJson input) {
        digest.update(prefixes.size() < LONGEST_KEPT ? prefixes.computeIfAbsent(task, this::prefix) : prefix(task));
        byte[] hash = digest.digest(input.shared());
        return new JobKey(bigEndian(hash, 0), bigEndian(hash, Long.BYTES));
    }

    /** Each part is followed by its end, so that what one loses the other cannot gain: no part holds a NUL. */
    private byte[] prefix(String task) {
        byte[] name = task.getBytes(StandardCharsets.UTF_8);
        byte[] prefix = new byte[code.length + name.length + 2];
        System.arraycopy(code, 0, prefix, 0, code.length);
        System.arraycopy(name, 0, prefix, code.length + 1, name.length);
        return prefix;
    }

    private static long bigEndian(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            value = value << 8 | (bytes[i] & 0xFF);
        }
        return value;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
