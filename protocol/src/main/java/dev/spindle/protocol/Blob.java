package dev.spindle.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes as a value of their own: what a task takes or returns, or a part of it. Between a pool and its own workers they stand beside the
 * messages, in shared memory, where there is room; elsewhere they are a string in base64. Numbers are little-endian. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * double[] doubled = pool.submit(Scale.class, Blob.ofDoubles(numbers)).get().toDoubles();
 * }</pre>
 */
public final class Blob {
    private final byte[] bytes;

    private Blob(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of {@code bytes}. */
    public static Blob of(byte... bytes) {
        return new Blob(bytes.clone());
    }

    /** For code that has just made these very bytes: the array is not copied and must not be changed afterwards. */
    public static Blob shared(byte[] bytes) {
        return new Blob(bytes);
    }

    /**
     * The numbers, 8 bytes each.
     *
     * @throws IllegalArgumentException when they have more bytes than an array can
     */
    public static Blob ofDoubles(double... numbers) {
        byte[] bytes = room(numbers.length, Double.BYTES);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(numbers);
        return new Blob(bytes);
    }

    /** The numbers, 4 bytes each; otherwise as {@link #ofDoubles}. */
    public static Blob ofFloats(float... numbers) {
        byte[] bytes = room(numbers.length, Float.BYTES);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
        return new Blob(bytes);
    }

    /** The numbers, 8 bytes each; otherwise as {@link #ofDoubles}. */
    public static Blob ofLongs(long... numbers) {
        byte[] bytes = room(numbers.length, Long.BYTES);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(numbers);
        return new Blob(bytes);
    }

    /** The numbers, 4 bytes each; otherwise as {@link #ofDoubles}. */
    public static Blob ofInts(int... numbers) {
        byte[] bytes = room(numbers.length, Integer.BYTES);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(numbers);
        return new Blob(bytes);
    }

    private static byte[] room(int count, int bytesEach) {
        long bytes = (long) count * bytesEach;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    count + " numbers of " + bytesEach + " bytes are too many for one blob: split them");
        }
        return new byte[(int) bytes];
    }

    /** The number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /**
     * A copy as numbers, as {@link #ofDoubles} took them.
     *
     * @throws IllegalStateException when the size is no multiple of 8
     */
    public double[] toDoubles() {
        double[] numbers = new double[count(Double.BYTES)];
        asByteBuffer().asDoubleBuffer().get(numbers);
        return numbers;
    }

    /** As {@link #toDoubles}, in 4 bytes each. */
    public float[] toFloats() {
        float[] numbers = new float[count(Float.BYTES)];
        asByteBuffer().asFloatBuffer().get(numbers);
        return numbers;
    }

    /** As {@link #toDoubles}, for integers. */
    public long[] toLongs() {
        long[] numbers = new long[count(Long.BYTES)];
        asByteBuffer().asLongBuffer().get(numbers);
        return numbers;
    }

    /** As {@link #toDoubles}, for integers in 4 bytes each. */
    public int[] toInts() {
        int[] numbers = new int[count(Integer.BYTES)];
        asByteBuffer().asIntBuffer().get(numbers);
        return numbers;
    }

    private int count(int bytesEach) {
        if (bytes.length % bytesEach != 0) {
            throw new IllegalStateException(
                    "a blob of " + bytes.length + " bytes holds no whole numbers of " + bytesEach + " bytes each");
        }
        return bytes.length / bytesEach;
    }

    /** The bytes themselves, read-only and in little-endian order: a view, which costs nothing. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes themselves, for writing them on without a copy; they must not be changed. */
    public byte[] shared() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The size alone. */
    @Override
    public String toString() {
        return "Blob of " + bytes.length + " bytes";
    }
}
