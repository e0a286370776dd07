package dev.spindle.protocol.codec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** The project's one mapper, in a class of its own so that databind's classes are loaded only when a type asks for them. */
final class TypedValues {
    private static final ObjectMapper MAPPER = JsonMapper.builder(Json.VALUES).build();

    private TypedValues() {}

    static byte[] write(Object value) throws IOException {
        return MAPPER.writeValueAsBytes(value);
    }

    static @Nullable Object read(byte[] json, Type type) throws IOException {
        return MAPPER.readValue(json, MAPPER.constructType(type));
    }
}
