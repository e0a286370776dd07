package dev.spindle.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value as its UTF-8 bytes, passed through without being turned into objects: digits, escapes and duplicate keys
 * stay as they were written. Immutable and thread-safe.
 *
 * <pre>{@code
 * RawJson digits = RawJson.of("[1.50, 1e400]");
 * RawJson same = pool.submit("echo", digits, RawJson.class).get();
 * }</pre>
 *
 * <p>A value made by {@link #of(String)} or {@link #ofUtf8(byte[])} is checked where it enters the library (as a job's input at
 * {@code submit}, as a result when the task returns), not here.
 *
 * <p>Where a {@link Blob} stood beside the message, it is a string in base64 here; one that is only passed on is never turned into it.
 */
public final class RawJson {
    /** The value {@code null}. */
    public static final RawJson NULL = new RawJson("null".getBytes(StandardCharsets.US_ASCII), true);

    /** Ten digits and a comma. */
    private static final int BYTES_PER_POSITION = 11;

    /** With references where blobs stand beside it. */
    private final byte[] bytes;

    private final boolean checked;
    private final List<BlobReference> references;
    private volatile byte @Nullable [] inlined;

    private RawJson(byte[] bytes, boolean checked) {
        this(bytes, checked, List.of());
    }

    private RawJson(byte[] bytes, boolean checked, List<BlobReference> references) {
        this.bytes = bytes;
        this.checked = checked;
        this.references = references;
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

    /** As {@link #checked(byte[])}, with the references to blobs that stand in it, in their order. */
    public static RawJson checked(byte[] bytes, List<BlobReference> references) {
        return new RawJson(bytes, true, List.copyOf(references));
    }

    /** The references that stand in {@link #sharedWithReferences()}, in their order; most often none. */
    public List<BlobReference> references() {
        return references;
    }

    /** The text as it travels beside its blobs, for writing it on without a copy; it must not be changed. */
    public byte[] sharedWithReferences() {
        return bytes;
    }

    /** How many bytes of a message it takes, at most: the text, and where in it references stand. */
    public long lengthInMessage() {
        return bytes.length + (long) references.size() * BYTES_PER_POSITION;
    }

    /** How many bytes it takes to keep it: the text, and the blobs beside it. */
    public long weight() {
        if (references.isEmpty()) {
            return bytes.length;
        }
        long weight = bytes.length;
        for (BlobReference reference : references) {
            weight += reference.length();
        }
        return weight;
    }

    /** Whether these bytes are known to be one JSON value without raw line breaks. */
    public boolean isChecked() {
        return checked;
    }

    /** The number of bytes. */
    public int length() {
        return shared().length;
    }

    /** A copy of the bytes. */
    public byte[] toUtf8() {
        return shared().clone();
    }

    /** The bytes themselves, for writing them on without a copy; they must not be changed. */
    public byte[] shared() {
        if (references.isEmpty()) {
            return bytes;
        }
        byte[] known = inlined;
        if (known == null) {
            known = inline();
            inlined = known;
        }
        return known;
    }

    /** Between the message and the reading of its blobs there are only references to show. */
    private byte[] shown() {
        return references.isEmpty() || references.get(0).blob() == null ? bytes : shared();
    }

    /** With each blob as a string where its reference stands. */
    private byte[] inline() {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(1 << 30, weight() / 3 * 4 + 64));
        int from = 0;
        for (BlobReference reference : references) {
            Blob blob = reference.blob();
            if (blob == null) {
                throw new IllegalStateException("the bytes beside this JSON were not read");
            }
            out.write(bytes, from, reference.at() - from);
            out.write('"');
            out.writeBytes(Base64.getEncoder().encode(blob.shared()));
            out.write('"');
            from = reference.end();
        }
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    /** Equal when the bytes are: {@code 1.0} and {@code 1.00} differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson that && Arrays.equals(shown(), that.shown());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(shown());
    }

    /** The JSON text. */
    @Override
    public String toString() {
        return new String(shown(), StandardCharsets.UTF_8);
    }
}
