package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.spindle.protocol.RawJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lets {@link RawJson} be a member of records, lists and maps: written as it stands, read as it stood. */
final class RawMembers {
    /** The attribute of a reading that holds its {@link Slice}. */
    static final Object SLICE = Slice.class;

    private RawMembers() {}

    static Module module() {
        return new SimpleModule("raw members")
                .addSerializer(RawJson.class, new Writer())
                .addDeserializer(RawJson.class, new Reader());
    }

    private static final class Writer extends StdSerializer<RawJson> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(RawJson.class);
        }

        @Override
        public void serialize(RawJson value, JsonGenerator json, SerializerProvider provider) throws IOException {
            try {
                json.writeRawValue(new RawValue(JsonText.check(value)));
            } catch (JsonSyntaxException e) {
                throw JsonMappingException.from(
                        json, "raw JSON is not valid at byte " + (e.offset() + 1) + ": " + e.getMessage(), e);
            }
        }
    }

    private static final class Reader extends StdDeserializer<RawJson> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(RawJson.class);
        }

        @Override
        public RawJson deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (context.getAttribute(SLICE) instanceof Slice slice && slice.parser == parser) {
                return slice.copy();
            }
            // Databind replays tokens it has put by, where annotations ask for it: then the bytes are gone.
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
                json.copyCurrentStructureExact(parser);
            }
            return RawJson.checked(out.toByteArray());
        }

        @Override
        public RawJson getNullValue(DeserializationContext context) {
            return RawJson.NULL;
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
