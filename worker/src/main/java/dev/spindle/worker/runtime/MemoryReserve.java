package dev.spindle.worker.runtime;

import org.jspecify.annotations.Nullable;

/** Memory kept for the day there is none: room to say so. Thread-safe. */
final class MemoryReserve {
    private static final int BYTES = 1 << 18;

    @SuppressWarnings("UnusedVariable") // that it is there is its use
    private volatile byte @Nullable [] bytes = new byte[BYTES];

    void release() {
        bytes = null;
    }
}
