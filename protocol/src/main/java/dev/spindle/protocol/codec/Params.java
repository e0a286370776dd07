package dev.spindle.protocol.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members that the params of any message may have: a name means the same in all of them, but for {@code value}. */
final class Params {
    long id = Message.NO_ID;
    long token = Message.NO_ID;
    int protocolVersion;
    long processId;
    int index;
    int generation;
    int maxFrameBytes;
    long heartbeatMillis;
    int spentEvery;
    long blobsMaxBytes;
    long job;
    int attempt;
    int signals;
    int item = FromWorker.NO_ITEM;
    int code;
    boolean rest;

    @Nullable
    Long running;

    @Nullable
    String task;

    @Nullable
    String name;

    @Nullable
    String stream;

    @Nullable
    String text;

    @Nullable
    String blobsInputs;

    @Nullable
    String blobsResults;

    @Nullable
    RawJson input;

    List<Integer> blobsAt = List.of();

    /** An array. */
    @Nullable
    RawJson inputs;

    @Nullable
    RawJson value;

    /** Begins on the first token of the params and ends on the one after them. */
    void read(Slice slice) throws IOException, JsonSyntaxException {
        JsonParser parser = slice.parser;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            slice.skip();
            return;
        }
        parser.nextToken();
        while (parser.currentToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            switch (member) {
                case "input" -> input = slice.take();
                case "inputs" -> {
                    boolean isArray = parser.currentToken() == JsonToken.START_ARRAY;
                    RawJson given = slice.take(Json.MAX_CHUNK_DEPTH);
                    inputs = isArray ? given : null;
                }
                case "value" -> value = slice.take();
                case "blobsAt" -> blobsAt = positions(slice);
                case "worker", "limits", "blobs" -> nested(member, slice);
                default -> {
                    scalar(member, parser);
                    slice.skip();
                }
            }
        }
        parser.nextToken();
    }

    /** Of references, in the order of the array. Begins on its first token and ends on the one after it; what is no position is -1. */
    static List<Integer> positions(Slice slice) throws IOException {
        JsonParser parser = slice.parser;
        List<Integer> positions = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                positions.add(Json.saturated(Json.integer(parser, -1)));
                parser.skipChildren();
            }
        }
        slice.skip();
        return positions;
    }

    /** The scalars of an object within the params, by their paths: their names alone may mean something else outside. */
    private void nested(String outer, Slice slice) throws IOException {
        JsonParser parser = slice.parser;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            slice.skip();
            return;
        }
        parser.nextToken();
        while (parser.currentToken() == JsonToken.FIELD_NAME) {
            String path = outer + '.' + parser.currentName();
            parser.nextToken();
            scalar(path, parser);
            slice.skip();
        }
        parser.nextToken();
    }

    private void scalar(String path, JsonParser parser) throws IOException {
        switch (path) {
            case "id" -> id = Json.integer(parser, Message.NO_ID);
            case "token" -> token = Json.integer(parser, Message.NO_ID);
            case "protocolVersion" -> protocolVersion = Json.saturated(Json.integer(parser, 0));
            case "processId" -> processId = Json.integer(parser, 0);
            case "worker.index" -> index = Json.saturated(Json.integer(parser, 0));
            case "worker.generation" -> generation = Json.saturated(Json.integer(parser, 0));
            case "limits.maxFrameBytes" -> maxFrameBytes = Json.saturated(Json.integer(parser, 0));
            case "heartbeatMillis" -> heartbeatMillis = Json.integer(parser, 0);
            case "spentEvery" -> spentEvery = Json.saturated(Json.integer(parser, 0));
            case "blobs.inputs" -> blobsInputs = Json.text(parser);
            case "blobs.results" -> blobsResults = Json.text(parser);
            case "blobs.maxBytes" -> blobsMaxBytes = Json.integer(parser, 0);
            case "job" -> job = Json.integer(parser, 0);
            case "attempt" -> attempt = Json.saturated(Json.integer(parser, 1));
            case "signals" -> signals = Json.saturated(Json.integer(parser, 0));
            case "item" -> item = Json.saturated(Json.integer(parser, FromWorker.NO_ITEM));
            case "rest" -> rest = parser.currentToken() == JsonToken.VALUE_TRUE;
            case "code" -> code = Json.saturated(Json.integer(parser, 0));
            case "running" -> running = Json.integer(parser, Message.NO_ID);
            case "task" -> task = Json.text(parser);
            case "name" -> name = Json.text(parser);
            case "stream" -> stream = Json.text(parser);
            case "text" -> text = Json.text(parser);
            default -> {}
        }
    }
}
