package dev.spindle.protocol.channel;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntSupplier;

/** A stream that gives its bytes in pieces of the sizes it is told, and counts how often it was asked. */
final class Trickle extends InputStream {
    private final byte[] bytes;
    private final IntSupplier pieces;
    private int given;
    private boolean closed;

    Trickle(byte[] bytes, IntSupplier pieces) {
        this.bytes = bytes;
        this.pieces = pieces;
    }

    int given() {
        return given;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("reads byte by byte");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            throw new IOException("asked for nothing");
        }
        if (given == bytes.length) {
            return -1;
        }
        int piece = Math.max(1, Math.min(Math.min(length, bytes.length - given), pieces.getAsInt()));
        System.arraycopy(bytes, given, target, offset, piece);
        given += piece;
        return piece;
    }

    @Override
    public void close() {
        closed = true;
    }
}
