package dev.spindle.worker.runtime;

import dev.spindle.protocol.message.Spent;
import org.jspecify.annotations.Nullable;

/**
 * Says where the time of an attempt goes: of one in so many, as looks at the clock cost, and of each that follows a long one, unless that was
 * a chunk, whose jobs are short. For the thread {@code job}.
 */
final class Stopwatch {
    /** Where an attempt took as long, a few looks at the clock are nothing. */
    private static final long LONG_NANOS = 1_000_000;

    private final int every;
    /** So many attempts begin before the next that is measured; at most 0 while all are. */
    private int unmeasured;

    private boolean runs;
    private boolean isChunk;
    private long decoding;
    private long running;
    private long encoding;
    private long lap;

    /** @param every of so many attempts one is measured; 0 for none */
    Stopwatch(int every) {
        this.every = every;
    }

    /** An attempt begins: its input is about to be read. */
    void begin(boolean chunk) {
        isChunk = chunk;
        runs = every > 0 && --unmeasured <= 0;
        if (runs) {
            unmeasured = every;
            decoding = 0;
            running = 0;
            encoding = 0;
            lap = System.nanoTime();
        }
    }

    /** An input was read, and its task is about to run. */
    void decoded() {
        if (runs) {
            decoding += lap();
        }
    }

    /** The task has returned or thrown. */
    void ran() {
        if (runs) {
            running += lap();
        }
    }

    /** Its result was written, and in a chunk the next input is about to be read. */
    void encoded() {
        if (runs) {
            encoding += lap();
        }
    }

    private long lap() {
        long before = lap;
        lap = System.nanoTime();
        return lap - before;
    }

    /** Where the time of the attempt went; null when it is not measured. */
    @Nullable
    Spent spent() {
        if (!runs) {
            return null;
        }
        runs = false;
        if (!isChunk && decoding + running + encoding >= LONG_NANOS) {
            unmeasured = 0;
        }
        return new Spent(decoding, running, encoding);
    }
}
