package dev.spindle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One JSON value as its UTF-8 bytes, passed through without being turned into objects: digits, escapes and duplicate keys
 * stay as they were written. Immutable and thread-safe.
 *
 * <p>A value made by {@link #of(String)} or {@link #ofUtf8(byte[])} is checked where it enters the library (as a job's input at
 * {@code submit}, as a result when the task returns), not here.
 */
public final class RawJson {
    /** The value {@code null}. */
    public static final RawJson NULL = new RawJson("null".getBytes(StandardCharsets.US_ASCII), true);

    private final byte[] bytes;
    private final boolean checked;

    private RawJson(byte[] bytes, boolean checked) {
        this.bytes = bytes;
        this.checked = checked;
    }

    /** The JSON text {@code json}, as yet unchecked. */
    public static RawJson of(String json) {
        return new RawJson(json.getBytes(StandardCharsets.UTF_8), false);
    }

    /** A copy of the JSON text in {@code utf8}, as yet unchecked. */
    public static RawJson ofUtf8(byte[] utf8) {
        return new RawJson(utf8.clone(), false);
    }

    /**
     * For code that has just parsed or written these very bytes: exactly one JSON value in strict UTF-8, no space around it, no
     * raw line break within. The array is not copied and must not be changed afterwards.
     */
    public static RawJson checked(byte[] bytes) {
        return new RawJson(bytes, true);
    }

    /** Whether these bytes are known to be one JSON value without raw line breaks. */
    public boolean isChecked() {
        return checked;
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toUtf8() {
        return bytes.clone();
    }

    /** The bytes themselves, for writing them on without a copy; they must not be changed. */
    public byte[] shared() {
        return bytes;
    }

    /** Equal when the bytes are: {@code 1.0} and {@code 1.00} differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The JSON text. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
