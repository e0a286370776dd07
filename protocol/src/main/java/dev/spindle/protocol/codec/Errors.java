package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.Thrown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The errors of messages, read and written by streaming. A reader begins on the first token of its value and ends on the last; a
 * member of another type than expected counts as missing.
 */
final class Errors {
    private Errors() {}

    static ErrorObject read(JsonParser parser) throws IOException {
        int code = ErrorObject.INTERNAL_ERROR;
        String message = "";
        Thrown data = null;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new ErrorObject(code, message, data);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "code" -> code = Json.saturated(Json.integer(parser, ErrorObject.INTERNAL_ERROR));
                case "message" -> message = Json.text(parser, "");
                case "data" -> data = thrown(parser, Thrown.MAX_DEPTH);
                default -> {}
            }
            parser.skipChildren();
        }
        return new ErrorObject(code, message, data);
    }

    private static @Nullable Thrown thrown(JsonParser parser, int depth) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT || depth < 0) {
            parser.skipChildren();
            return null;
        }
        String type = "";
        String message = null;
        List<String> stack = List.of();
        Thrown cause = null;
        List<Thrown> suppressed = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> type = Json.text(parser, "");
                case "message" -> message = Json.text(parser);
                case "stack" -> stack = items(parser, Json::text);
                case "cause" -> cause = thrown(parser, depth - 1);
                case "suppressed" -> suppressed = items(parser, item -> thrown(item, depth - 1));
                default -> {}
            }
            parser.skipChildren();
        }
        return new Thrown(type, message, stack, cause, suppressed);
    }

    /** Begins on an item's first token and ends there or on its last. */
    private interface Item<T> {
        @Nullable
        T read(JsonParser parser) throws IOException;
    }

    /** The items of an array but for those that are nothing. */
    private static <T> List<T> items(JsonParser parser, Item<T> item) throws IOException {
        List<T> items = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                T read = item.read(parser);
                parser.skipChildren();
                if (read != null) {
                    items.add(read);
                }
            }
        }
        return items;
    }

    static void write(ErrorObject error, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("code", error.code());
        json.writeStringField("message", wellFormed(error.message()));
        if (error.data() != null) {
            json.writeFieldName("data");
            write(error.data(), json);
        }
        json.writeEndObject();
    }

    private static void write(Thrown thrown, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", wellFormed(thrown.type()));
        json.writeStringField("message", thrown.message() == null ? null : wellFormed(thrown.message()));
        json.writeArrayFieldStart("stack");
        for (String frame : thrown.stack()) {
            json.writeString(wellFormed(frame));
        }
        json.writeEndArray();
        if (thrown.cause() != null) {
            json.writeFieldName("cause");
            write(thrown.cause(), json);
        }
        if (!thrown.suppressed().isEmpty()) {
            json.writeArrayFieldStart("suppressed");
            for (Thrown each : thrown.suppressed()) {
                write(each, json);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** {@code text} with a question mark for each half of a surrogate pair that stands alone: many a parser chokes on its escape. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
