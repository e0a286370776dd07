package dev.spindle.protocol.codec;

/**
 * Told of every message that leaves a process or arrives there, with when. Times are {@link System#nanoTime}'s, which two processes of one
 * Linux machine can compare. The bytes are a frame's, without its framing, and lent for the call. Thread-safe.
 */
public interface WireTap {
    /**
     * A message is about to be written.
     *
     * @param began when its encoding began
     * @param encoded when it was bytes
     */
    void sent(long began, long encoded, byte[] bytes, int offset, int length);

    /**
     * A message was read.
     *
     * @param arrived when its last byte was there and its reader took it up
     * @param decoded when it was an object
     */
    void received(long arrived, long decoded, byte[] bytes, int offset, int length);

    /** Nothing is sent any more. */
    void ended();
}
