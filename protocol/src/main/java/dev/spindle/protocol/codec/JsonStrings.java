package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spindle.protocol.RawJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Plain text to JSON strings. Thread-safe. */
public final class JsonStrings {
    private JsonStrings() {}

    /**
     * The text in the slice as a JSON string.
     *
     * @throws JsonSyntaxException when it is not strict UTF-8
     */
    public static RawJson quoted(byte[] bytes, int offset, int length) throws JsonSyntaxException {
        if (Simple.isPlain(bytes, offset, offset + length)) {
            return RawJson.checked(Simple.quoted(bytes, offset, length));
        }
        int malformed = Utf8.firstMalformed(bytes, offset, offset + length);
        if (malformed >= 0) {
            throw new JsonSyntaxException(malformed - offset, "not valid UTF-8");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 2);
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            json.writeUTF8String(bytes, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return RawJson.checked(out.toByteArray());
    }
}
