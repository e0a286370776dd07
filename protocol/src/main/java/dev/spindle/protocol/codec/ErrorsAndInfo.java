package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.Thrown;
import dev.spindle.protocol.message.WorkerInfo;
import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The two nested structures of the protocol, read and written by streaming. Every reader begins on the first token of its value and
 * ends on the last; members of another type than expected count as missing.
 */
final class ErrorsAndInfo {
    private ErrorsAndInfo() {}

    static ErrorObject error(JsonParser parser) throws IOException {
        int code = ErrorObject.INTERNAL_ERROR;
        String message = "";
        Thrown data = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "code" -> code = value == JsonToken.VALUE_NUMBER_INT ? parser.getValueAsInt(code) : code;
                    case "message" -> message = parser.getValueAsString("");
                    case "data" -> data = thrown(parser, Thrown.MAX_DEPTH);
                    default -> {}
                }
                parser.skipChildren();
            }
        } else {
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
        List<String> stack = new ArrayList<>();
        Thrown cause = null;
        List<Thrown> suppressed = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "type" -> type = parser.getValueAsString("");
                case "message" -> message = value == JsonToken.VALUE_NULL ? null : parser.getValueAsString();
                case "stack" -> strings(parser, stack);
                case "cause" -> cause = thrown(parser, depth - 1);
                case "suppressed" -> {
                    if (value == JsonToken.START_ARRAY) {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            Thrown each = thrown(parser, depth - 1);
                            if (each != null) {
                                suppressed.add(each);
                            }
                        }
                    }
                }
                default -> {}
            }
            parser.skipChildren();
        }
        return new Thrown(type, message, stack, cause, suppressed);
    }

    /** The strings of an array; anything else in it is passed over. */
    private static void strings(JsonParser parser, List<String> into) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                into.add(parser.getText());
            }
            parser.skipChildren();
        }
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

    static void write(Thrown thrown, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", thrown.type());
        json.writeStringField("message", thrown.message() == null ? null : wellFormed(thrown.message()));
        json.writeArrayFieldStart("stack");
        for (String frame : thrown.stack()) {
            json.writeString(frame);
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

    /** {@code text} with a question mark for each half of a surrogate pair that stands alone: UTF-8 has no form for it. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    static WorkerInfo workerInfo(JsonParser parser) throws IOException {
        int version = 0;
        String name = "";
        String program = "";
        long processId = 0;
        List<TaskInfo> tasks = new ArrayList<>();
        Set<String> capabilities = new HashSet<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (member) {
                    case "protocolVersion" -> version = parser.getValueAsInt(0);
                    case "name" -> name = parser.getValueAsString("");
                    case "version" -> program = parser.getValueAsString("");
                    case "processId" -> processId = parser.getValueAsLong(0);
                    case "tasks" -> {
                        while (value == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
                            tasks.add(task(parser));
                        }
                    }
                    case "capabilities" -> {
                        while (value == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
                            String capability = parser.currentName();
                            if (parser.nextToken() == JsonToken.VALUE_TRUE) {
                                capabilities.add(capability);
                            }
                            parser.skipChildren();
                        }
                    }
                    default -> {}
                }
                parser.skipChildren();
            }
        }
        return new WorkerInfo(version, name, program, processId, tasks, capabilities);
    }

    private static TaskInfo task(JsonParser parser) throws IOException {
        String name = "";
        String description = "";
        String implementation = "";
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                switch (member) {
                    case "name" -> name = parser.getValueAsString("");
                    case "description" -> description = parser.getValueAsString("");
                    case "class" -> implementation = parser.getValueAsString("");
                    default -> {}
                }
                parser.skipChildren();
            }
        } else {
            parser.skipChildren();
        }
        return new TaskInfo(name, description, implementation);
    }

    static void write(WorkerInfo info, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("protocolVersion", info.protocolVersion());
        json.writeStringField("name", info.name());
        json.writeStringField("version", info.version());
        json.writeNumberField("processId", info.processId());
        json.writeArrayFieldStart("tasks");
        for (TaskInfo task : info.tasks()) {
            json.writeStartObject();
            json.writeStringField("name", task.name());
            json.writeStringField("description", task.description());
            if (!task.implementation().isEmpty()) {
                json.writeStringField("class", task.implementation());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("capabilities");
        json.writeNumberField("concurrency", 1);
        for (String capability : info.capabilities()) {
            json.writeBooleanField(capability, true);
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
