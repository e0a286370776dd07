package dev.spindle.protocol.channel;

import java.io.Closeable;
import java.io.IOException;

/** Where frames come from. One thread reads; another may close. */
public interface FrameSource extends Closeable {
    /**
     * Waits for the next frame, which then stands in {@link #bytes()} until the next call.
     *
     * @return false at the end of the stream
     * @throws FrameException for what can be no frame, or one over the cap: nothing after it can be trusted
     * @throws IOException when the stream breaks, in the middle of a frame included
     */
    boolean next() throws IOException;

    /** Whether {@link #next()} will not wait: a whole further frame is here already, or bytes that can be none. */
    boolean hasBuffered();

    /** The array that holds the current frame. */
    byte[] bytes();

    /** Where the current frame begins in {@link #bytes()}. */
    int offset();

    /** The current frame's length in bytes. */
    int length();

    /** Frames longer than {@code maxFrameBytes} are refused from now on. */
    void limit(int maxFrameBytes);
}
