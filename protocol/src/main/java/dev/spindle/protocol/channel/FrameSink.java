package dev.spindle.protocol.channel;

import java.io.Closeable;
import java.io.IOException;

/** Where frames go. Not thread-safe: one sender at a time. What waits when it is closed is dropped. */
public interface FrameSink extends Closeable {
    /** Adds a frame; it may wait in a buffer until {@link #flush()}, or be written at once. */
    void put(byte[] bytes, int offset, int length) throws IOException;

    /** Writes out what waits; returns when the other side can read it. */
    void flush() throws IOException;
}
