package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.Blob;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.BlobSpace;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Java values to JSON and back. Plain values (null, booleans, numbers, strings, byte arrays as base64, blobs, collections and maps of them)
 * go by streaming; only a type beyond these loads Jackson's databind, which costs a cold JVM some 200 ms. Thread-safe.
 */
public final class Values {
    private static final int EXCERPT_CHARS = 80;

    private Values() {}

    /** As {@link #write(Object, BlobSpace)}, with blobs as strings in base64. */
    public static RawJson write(@Nullable Object value) throws ValueException {
        return write(value, BlobSpace.NONE);
    }

    /**
     * The JSON of {@code value}. Its blobs go to {@code space} where they are large enough and there is room: the result then has their
     * references, and it is the caller's to free them. When this throws, nothing was placed.
     *
     * @throws ValueException when it cannot be written: a cycle, a type without properties, nesting past 1000, raw JSON that is none
     */
    public static RawJson write(@Nullable Object value, BlobSpace space) throws ValueException {
        if (value == null) {
            return RawJson.NULL;
        }
        if (value instanceof RawJson raw && raw.references().isEmpty()) {
            return checked(raw, "raw JSON is not valid");
        }
        byte[] simple = Simple.write(value);
        if (simple != null) {
            return RawJson.checked(simple);
        }
        BlobWriter blobs = new BlobWriter(space);
        try {
            RawJson written = write(value, blobs);
            blobs.keep();
            return written;
        } finally {
            blobs.freeUnkept();
        }
    }

    private static RawJson write(Object value, BlobWriter blobs) throws ValueException {
        try {
            if (value instanceof RawJson raw) {
                return blobs.passedOn(raw);
            }
            return PlainValues.isPlain(value) ? writePlain(value, blobs) : TypedValues.write(value, blobs);
        } catch (StackOverflowError e) {
            throw unwritable(value, "it nests too deep", e);
        } catch (RuntimeException e) { // a collection's own, or a type that reflection may not touch
            throw unwritable(value, Reason.of(e.toString()), e);
        }
    }

    private static RawJson writePlain(Object value, BlobWriter blobs) throws ValueException {
        try (JsonGenerator json = blobs.generator()) {
            PlainValues.write(value, json, blobs);
        } catch (JsonProcessingException e) {
            throw unwritable(value, Reason.of(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return RawJson.checked(blobs.out.toByteArray(), blobs.placed());
    }

    static ValueException unwritable(Object value, String reason, Throwable cause) {
        return new ValueException(value.getClass().getName() + " cannot be written as JSON: " + reason, cause);
    }

    /**
     * The Java value of type {@code type} that {@code json} says; null for JSON's null. A reference among {@link RawJson#references()},
     * whose bytes must have been read, becomes a {@link Blob} where the type has one, else the string in base64; whatever else
     * looks like a reference is data.
     *
     * @throws ValueException when it is none
     */
    public static @Nullable Object read(RawJson json, Type type) throws ValueException {
        RawJson checked = checked(json, "not valid JSON");
        if (type == RawJson.class) {
            return checked;
        }
        try {
            if (!checked.references().isEmpty() && !(PlainValues.isPlainType(type) && type != Blob.class)) {
                return type == Blob.class ? readBlob(checked) : TypedValues.readWithBlobs(checked, type);
            }
            return PlainValues.isPlainType(type)
                    ? readPlain(checked, (Class<?>) type)
                    : TypedValues.read(checked, type);
        } catch (StackOverflowError e) {
            throw unreadable(checked, type, "it nests too deep", e);
        } catch (RuntimeException e) {
            throw unreadable(checked, type, Reason.of(e.toString()), e);
        }
    }

    private static RawJson checked(RawJson json, String otherwise) throws ValueException {
        try {
            return JsonText.check(json);
        } catch (JsonSyntaxException e) {
            throw new ValueException(otherwise + " at byte " + (e.offset() + 1) + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Object readBlob(RawJson json) throws ValueException {
        BlobReference first = json.references().get(0);
        boolean isAll = first.at() == 0 && first.end() == json.sharedWithReferences().length;
        return isAll ? first.blob() : readPlain(RawJson.checked(json.shared()), Blob.class);
    }

    private static @Nullable Object readPlain(RawJson json, Class<?> type) throws ValueException {
        Object simple = Simple.read(json.shared(), type);
        if (simple != null) {
            return simple;
        }
        try (Slice slice = Slice.of(json)) {
            JsonToken token = slice.parser.nextToken();
            return token == JsonToken.VALUE_NULL ? null : PlainValues.read(slice.parser, token, type);
        } catch (JsonProcessingException e) {
            throw unreadable(json, type, Reason.of(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    static ValueException unreadable(RawJson json, Type type, String reason, Throwable cause) {
        return new ValueException("cannot read " + excerpt(json) + " as " + type.getTypeName() + ": " + reason, cause);
    }

    private static String excerpt(RawJson json) {
        int bytes = Math.min(json.length(), 4 * EXCERPT_CHARS);
        String text = new String(json.shared(), 0, bytes, StandardCharsets.UTF_8);
        return text.length() <= EXCERPT_CHARS ? text : text.substring(0, EXCERPT_CHARS) + "…";
    }
}
