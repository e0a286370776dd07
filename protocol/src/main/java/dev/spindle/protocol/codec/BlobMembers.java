package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.spindle.protocol.Blob;
import dev.spindle.protocol.BlobReference;
import dev.spindle.protocol.RawJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets {@link Blob} be a member of records, lists and maps: by reference where one stands in the text, else as a string in base64. */
final class BlobMembers {
    private BlobMembers() {}

    static Module module() {
        return new SimpleModule("blob members")
                .addSerializer(Blob.class, new Writer())
                .addDeserializer(Blob.class, new Reader());
    }

    /** The references of one text, each found by where it stands and taken by a member of type {@link Blob}, or not. */
    static final class References {
        private final Slice slice;
        private final Map<Integer, Blob> untaken = new HashMap<>();

        References(RawJson json, Slice slice) {
            this.slice = slice;
            for (BlobReference reference : json.references()) {
                untaken.put(reference.at(), reference.blob());
            }
        }

        /** Whether something else than a blob was made of a reference. */
        boolean areLeft() {
            return !untaken.isEmpty();
        }

        /** Databind replays tokens it has put by, where annotations ask for it: then nobody knows where they stood. */
        private @Nullable Blob take(JsonParser parser) {
            return slice.parser == parser ? untaken.remove(slice.tokenStart()) : null;
        }
    }

    private static final class Writer extends StdSerializer<Blob> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Blob.class);
        }

        @Override
        public void serialize(Blob value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (provider.getAttribute(BlobWriter.KEY) instanceof BlobWriter blobs) {
                blobs.write(value, json);
            } else {
                BlobWriter.writeWithin(value, json);
            }
        }
    }

    private static final class Reader extends StdDeserializer<Blob> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Blob.class);
        }

        @Override
        public Blob deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return Blob.shared(parser.getBinaryValue());
            }
            Blob beside = parser.currentToken() == JsonToken.START_OBJECT
                            && context.getAttribute(References.class) instanceof References references
                    ? references.take(parser)
                    : null;
            if (beside == null) {
                return context.reportInputMismatch(
                        Blob.class, "expected a string in base64 but got %s", PlainValues.kind(parser.currentToken()));
            }
            parser.skipChildren();
            return beside;
        }
    }
}
