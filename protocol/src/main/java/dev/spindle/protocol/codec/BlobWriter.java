package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.spindle.protocol.Blob;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.BlobSpace;
import dev.spindle.protocol.RawJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blobs of one value on its way to JSON: beside the text where there is room, else within it, in base64. Not thread-safe. */
final class BlobWriter {
    /** The attribute of a writing that holds its blob writer. */
    static final Object KEY = BlobWriter.class;

    /** Fewer bytes cost less within the message. */
    static final int LEAST_BESIDE = 1 << 10;

    /** What base64 makes of more is longer than an array can be. */
    private static final int MOST_WITHIN = 1 << 30;

    final ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    private final BlobSpace space;
    private final List<BlobReference> placed = new ArrayList<>(0);
    private @Nullable JsonGenerator generator;
    private boolean kept;

    BlobWriter(BlobSpace space) {
        this.space = space;
    }

    /** What the value is to be written with. */
    JsonGenerator generator() throws IOException {
        JsonGenerator made = Json.FACTORY.createGenerator(out);
        generator = made;
        return made;
    }

    /** @param json may also be another than {@link #generator}: databind puts some values by first */
    void write(Blob blob, JsonGenerator json) throws IOException {
        long offset = json == generator ? place(blob) : -1;
        if (offset < 0) {
            writeWithin(blob, json);
            return;
        }
        String text = BlobReference.text(offset, blob.size());
        json.writeRawValue(text);
        placed(out.size() + json.getOutputBuffered(), text, offset, blob);
    }

    static void writeWithin(Blob blob, JsonGenerator json) throws IOException {
        if (blob.size() > MOST_WITHIN) {
            throw new JsonGenerationException(
                    "a blob of " + blob.size() + " bytes is too large for a message, and there is no room beside it",
                    json);
        }
        json.writeBinary(blob.shared());
    }

    /** What is passed on with blobs beside it: the same text with references of this side's. */
    RawJson passedOn(RawJson value) {
        byte[] bytes = value.sharedWithReferences();
        int from = 0;
        for (BlobReference reference : value.references()) {
            Blob blob = reference.blob();
            if (blob == null) {
                throw new IllegalStateException("the bytes beside this JSON were not read");
            }
            out.write(bytes, from, reference.at() - from);
            long offset = place(blob);
            if (offset < 0) {
                out.write('"');
                out.writeBytes(Base64.getEncoder().encode(blob.shared()));
                out.write('"');
            } else {
                String text = BlobReference.text(offset, blob.size());
                out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
                placed(out.size(), text, offset, blob);
            }
            from = reference.end();
        }
        out.write(bytes, from, bytes.length - from);
        return RawJson.checked(out.toByteArray(), placed);
    }

    private long place(Blob blob) {
        return blob.size() < LEAST_BESIDE ? -1 : space.place(blob);
    }

    private void placed(int end, String text, long offset, Blob blob) {
        placed.add(new BlobReference(end - text.length(), end, offset, blob.size(), null));
    }

    List<BlobReference> placed() {
        return placed;
    }

    /** The value is written: whoever has it frees what was placed. */
    void keep() {
        kept = true;
    }

    /** Of a value that could not be written nobody will read what was placed. */
    void freeUnkept() {
        for (int i = kept ? -1 : placed.size() - 1; i >= 0; i--) {
            space.free(placed.get(i));
        }
    }
}
