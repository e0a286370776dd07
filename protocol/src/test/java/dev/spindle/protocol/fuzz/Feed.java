package dev.spindle.protocol.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stream of frames that are made when they are asked for, a few at a time, in pieces that end anywhere. For one thread. */
public final class Feed extends InputStream {
    private final Supplier<byte @Nullable []> frames;
    private final Random random;
    private final int mostTogether;
    private final int longestPiece;
    private byte[] chunk = new byte[0];
    private int given;
    private int count;
    private boolean ended;

    /** @param frames each time the next; null at the end of the stream */
    public Feed(Random random, Supplier<byte @Nullable []> frames) {
        this.random = random;
        this.frames = frames;
        this.mostTogether = random.nextBoolean() ? 1 : 1 + random.nextInt(8);
        this.longestPiece = random.nextInt(4) == 0 ? 1 + random.nextInt(64) : Integer.MAX_VALUE;
    }

    /** How many frames were handed over, as far as they were asked for. */
    public int count() {
        return count;
    }

    /** Whether somebody read to the end. */
    public boolean isAtEnd() {
        return ended;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("reads byte by byte");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (given == chunk.length && !next()) {
            ended = true;
            return -1;
        }
        int most = Math.min(length, chunk.length - given);
        int piece = longestPiece < most ? 1 + random.nextInt(longestPiece) : most;
        System.arraycopy(chunk, given, target, offset, piece);
        given += piece;
        return piece;
    }

    private boolean next() {
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (int left = 1 + random.nextInt(mostTogether); left > 0 || together.size() == 0; left--) {
            byte[] frame = frames.get();
            if (frame == null) {
                break;
            }
            count++;
            together.write(frame, 0, frame.length);
        }
        chunk = together.toByteArray();
        given = 0;
        return chunk.length > 0;
    }
}
