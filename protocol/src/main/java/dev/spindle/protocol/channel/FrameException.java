package dev.spindle.protocol.channel;

import java.io.IOException;

/** Bytes that can be no frame: the connection ends here. */
public final class FrameException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean overCap;

    /** The message is {@code reason} and the first of the bytes that are meant. */
    FrameException(String reason, byte[] bytes, int from, int to) {
        this(reason, bytes, from, to, false);
    }

    private FrameException(String reason, byte[] bytes, int from, int to, boolean overCap) {
        super(reason + ": " + Excerpt.of(bytes, from, to));
        this.overCap = overCap;
    }

    static FrameException overCap(int maxFrameBytes, byte[] bytes, int from, int to) {
        return new FrameException("a message over the cap of " + maxFrameBytes + " bytes", bytes, from, to, true);
    }

    /** Whether it may well be a message, if a shorter one. */
    public boolean isOverCap() {
        return overCap;
    }
}
