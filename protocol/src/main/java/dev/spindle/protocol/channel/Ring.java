package dev.spindle.protocol.channel;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One direction of a {@link RingFile}: some bytes in shared memory and three words that say how they are used, each written by one side
 * only. Two of them count all bytes ever written (the tail) and ever read (the head); a byte's place is its number modulo the capacity.
 * This is Lamport's queue for one producer and one consumer (Specifying Concurrent Program Modules, 1983). The third counts how often the
 * consumer went to sleep, an eventcount (Reed and Kanodia, 1979): unlike a flag it needs no compare-and-set across the two processes.
 *
 * <p>The other process may write anything here at any time: its words are checked by whoever reads them, own ones are never read again.
 */
final class Ring {
    static final int FIRST_WORD_AT = 128;
    /** A word has two cache lines to itself, as processors fetch them in pairs. */
    static final int WORD_BYTES = 128;

    static final int WORDS_BYTES = 3 * WORD_BYTES;

    /** Aligned words in a mapping: access is atomic (see {@link MethodHandles#byteBufferViewVarHandle}). First use: 1 ms of a cold JVM. */
    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** More than this is copied in pieces, so that both sides copy at once. */
    private static final int LARGEST_PIECE = 1 << 16;

    private final ByteBuffer map;
    private final int wordsAt;
    private final int bytesAt;
    private final int capacity;

    /** @param capacity a power of two */
    Ring(ByteBuffer map, int wordsAt, int bytesAt, int capacity) {
        this.map = map;
        this.wordsAt = wordsAt;
        this.bytesAt = bytesAt;
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    /** How many of {@code length} bytes are to be copied before the other side is told. */
    int piece(int length) {
        return Math.min(length, Math.min(LARGEST_PIECE, capacity / 4));
    }

    long tail() {
        return (long) WORD.getAcquire(map, wordsAt);
    }

    void tail(long position) {
        WORD.setRelease(map, wordsAt, position);
    }

    long head() {
        return (long) WORD.getAcquire(map, wordsAt + WORD_BYTES);
    }

    void head(long position) {
        WORD.setRelease(map, wordsAt + WORD_BYTES, position);
    }

    long sleeps() {
        return (long) WORD.getAcquire(map, wordsAt + 2 * WORD_BYTES);
    }

    void sleeps(long count) {
        WORD.setRelease(map, wordsAt + 2 * WORD_BYTES, count);
    }

    void copyIn(long position, byte[] from, int offset, int length) {
        int at = place(position);
        int first = Math.min(length, capacity - at);
        map.put(bytesAt + at, from, offset, first);
        map.put(bytesAt, from, offset + first, length - first);
    }

    void copyOut(long position, byte[] to, int offset, int length) {
        int at = place(position);
        int first = Math.min(length, capacity - at);
        map.get(bytesAt + at, to, offset, first);
        map.get(bytesAt, to, offset + first, length - first);
    }

    private int place(long position) {
        return (int) (position & (capacity - 1));
    }

    IOException broken(String word, long found, long head, long tail) {
        return new IOException("the ring is broken: its " + word + " is " + found + ", with " + head + " bytes read of "
                + tail + " written and a capacity of " + capacity);
    }
}
