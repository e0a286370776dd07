package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.message.WorkerInfo;
import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What workers say of themselves, read and written by streaming. A reader begins on the first token of its value and ends on the
 * last; a member of another type than expected counts as missing.
 */
final class WorkerInfos {
    private WorkerInfos() {}

    static WorkerInfo read(JsonParser parser) throws IOException {
        int protocolVersion = 0;
        String name = "";
        String version = "";
        long processId = 0;
        List<TaskInfo> tasks = List.of();
        List<String> problems = List.of();
        Set<String> capabilities = Set.of();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                switch (member) {
                    case "protocolVersion" -> protocolVersion = Json.saturated(Json.integer(parser, 0));
                    case "name" -> name = Json.text(parser, "");
                    case "version" -> version = Json.text(parser, "");
                    case "processId" -> processId = Json.integer(parser, 0);
                    case "tasks" -> tasks = tasks(parser);
                    case "problems" -> problems = texts(parser);
                    case "capabilities" -> capabilities = capabilities(parser);
                    default -> {}
                }
                parser.skipChildren();
            }
        }
        return new WorkerInfo(protocolVersion, name, version, processId, tasks, problems, capabilities);
    }

    private static List<TaskInfo> tasks(JsonParser parser) throws IOException {
        List<TaskInfo> tasks = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    tasks.add(task(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return tasks;
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                texts.add(Json.text(parser, ""));
                parser.skipChildren();
            }
        }
        return texts;
    }

    private static TaskInfo task(JsonParser parser) throws IOException {
        String name = "";
        String description = "";
        String implementation = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            switch (member) {
                case "name" -> name = Json.text(parser, "");
                case "description" -> description = Json.text(parser, "");
                case "class" -> implementation = Json.text(parser, "");
                default -> {}
            }
            parser.skipChildren();
        }
        return new TaskInfo(name, description, implementation);
    }

    private static Set<String> capabilities(JsonParser parser) throws IOException {
        Set<String> capabilities = new HashSet<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String capability = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_TRUE) {
                    capabilities.add(capability);
                }
                parser.skipChildren();
            }
        }
        return capabilities;
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
        if (!info.problems().isEmpty()) {
            json.writeArrayFieldStart("problems");
            for (String problem : info.problems()) {
                json.writeString(problem);
            }
            json.writeEndArray();
        }
        json.writeObjectFieldStart("capabilities");
        json.writeNumberField("concurrency", 1);
        for (String capability : new TreeSet<>(info.capabilities())) { // the same bytes in every process
            json.writeBooleanField(capability, true);
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
