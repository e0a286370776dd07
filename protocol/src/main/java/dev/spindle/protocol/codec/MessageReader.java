package dev.spindle.protocol.codec;

import static dev.spindle.protocol.message.ErrorObject.INVALID_PARAMS;
import static dev.spindle.protocol.message.ErrorObject.INVALID_REQUEST;
import static dev.spindle.protocol.message.ErrorObject.PARSE_ERROR;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.ToWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Frames to messages. The envelope is read by streaming; a payload (input, result, value) is copied as it stands. Stateless and
 * thread-safe.
 */
public final class MessageReader {
    private static final long MAX_ID = (1L << 53) - 1;

    private MessageReader() {}

    /** What a coordinator said. */
    public static ToWorker toWorker(byte[] bytes, int offset, int length) throws MessageException {
        Envelope envelope = Envelope.read(bytes, offset, length);
        if (envelope.foreignId) {
            throw new MessageException(Message.NO_ID, INVALID_REQUEST, "an id that is no integer below 2^53");
        }
        String method = envelope.method;
        if (method == null) {
            if (envelope.result != null || envelope.error != null) {
                return new ToWorker.Ignored();
            }
            throw new MessageException(envelope.id, INVALID_REQUEST, "a request without a method");
        }
        Params params = envelope.params == null ? new Params() : envelope.params;
        return switch (method) {
            case "initialize" ->
                new ToWorker.Initialize(
                        envelope.requestId(),
                        (int) params.protocolVersion,
                        params.processId,
                        (int) params.index,
                        (int) params.generation,
                        params.maxFrameBytes > 0
                                ? (int) Math.min(params.maxFrameBytes, Integer.MAX_VALUE)
                                : Message.DEFAULT_MAX_FRAME_BYTES,
                        params.heartbeatMillis);
            case "task/run" ->
                new ToWorker.RunTask(
                        envelope.requestId(),
                        required(params.task, envelope, "task"),
                        params.input == null ? RawJson.NULL : params.input,
                        params.job,
                        (int) Math.max(1, params.attempt));
            case "$/cancelRequest" -> new ToWorker.CancelRequest(params.id);
            case "$/signal" -> new ToWorker.SetSignal(params.id, required(params.name, envelope, "name"), params.value);
            case "shutdown" -> new ToWorker.Shutdown(envelope.requestId());
            case "exit" -> new ToWorker.Exit();
            default ->
                envelope.id == Message.NO_ID
                        ? new ToWorker.Ignored()
                        : new ToWorker.UnknownRequest(envelope.id, method);
        };
    }

    /** What a worker said. */
    public static FromWorker fromWorker(byte[] bytes, int offset, int length) throws MessageException {
        Envelope envelope = Envelope.read(bytes, offset, length);
        if (envelope.error != null) {
            return new FromWorker.Failure(envelope.id, envelope.error);
        }
        String method = envelope.method;
        if (method == null) {
            if (envelope.result != null) {
                return new FromWorker.Result(envelope.id, envelope.result);
            }
            throw new MessageException(envelope.id, INVALID_REQUEST, "neither a method nor a result nor an error");
        }
        Params params = envelope.params == null ? new Params() : envelope.params;
        return switch (method) {
            case "$/progress" ->
                new FromWorker.Progress(params.token, params.value == null ? RawJson.NULL : params.value);
            case "$/output" ->
                new FromWorker.Output(
                        params.token,
                        "stderr".equals(params.stream) ? FromWorker.Stream.STDERR : FromWorker.Stream.STDOUT,
                        required(params.text, envelope, "text"));
            case "$/heartbeat" -> new FromWorker.Heartbeat();
            case "$/goodbye" -> new FromWorker.Goodbye((int) params.code, params.running);
            default ->
                envelope.id == Message.NO_ID
                        ? new FromWorker.Ignored()
                        : new FromWorker.UnknownRequest(envelope.id, method);
        };
    }

    /** The worker's answer to {@code initialize}. */
    public static WorkerInfo workerInfo(RawJson result) throws MessageException {
        try (JsonParser parser = Json.MESSAGES.createParser(result.shared())) {
            parser.nextToken();
            return ErrorsAndInfo.workerInfo(parser);
        } catch (JsonProcessingException e) {
            throw new MessageException(Message.NO_ID, INVALID_PARAMS, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static String required(@Nullable String value, Envelope envelope, String name) throws MessageException {
        if (value == null) {
            throw new MessageException(
                    envelope.id, INVALID_PARAMS, envelope.method + " without the string \"" + name + "\" in its params");
        }
        return value;
    }

    /** The members of JSON-RPC's one object, in whatever order they came. */
    private static final class Envelope {
        long id = Message.NO_ID;
        boolean foreignId;
        @Nullable String method;
        @Nullable Params params;
        @Nullable RawJson result;
        @Nullable ErrorObject error;

        long requestId() throws MessageException {
            if (id == Message.NO_ID) {
                throw new MessageException(id, INVALID_REQUEST, method + " without an id");
            }
            return id;
        }

        static Envelope read(byte[] bytes, int offset, int length) throws MessageException {
            Envelope envelope = new Envelope();
            try (JsonParser parser = Json.parser(Json.MESSAGES, bytes, offset, length)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new MessageException(Message.NO_ID, INVALID_REQUEST, "a message is one JSON object");
                }
                JsonToken token = parser.nextToken();
                while (token == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    envelope.member(name, parser, bytes, offset, length);
                    token = parser.currentToken();
                }
                if (parser.nextToken() != null) {
                    throw new MessageException(envelope.id, PARSE_ERROR, "more text after the end of the message");
                }
                return envelope;
            } catch (JsonProcessingException e) {
                throw parseError(envelope, Json.syntax(e));
            } catch (JsonSyntaxException e) {
                throw parseError(envelope, e);
            } catch (IOException e) {
                throw new UncheckedIOException("reading from memory", e);
            }
        }

        private static MessageException parseError(Envelope envelope, JsonSyntaxException e) {
            return new MessageException(
                    envelope.id, PARSE_ERROR, "byte " + (e.offset() + 1) + " of the message: " + e.getMessage());
        }

        /** Begins on the member's value and ends on the token after it. */
        private void member(String name, JsonParser parser, byte[] bytes, int base, int length) throws IOException {
            switch (name) {
                case "id" -> {
                    id = integer(parser, Message.NO_ID);
                    if (id < 0 || id > MAX_ID) {
                        id = Message.NO_ID;
                        foreignId = parser.currentToken() != JsonToken.VALUE_NULL;
                    }
                    skip(parser);
                }
                case "method" -> {
                    method = text(parser);
                    skip(parser);
                }
                case "params" -> {
                    params = new Params();
                    params.read(parser, bytes, base, length);
                }
                case "result" -> result = Json.capture(parser, bytes, base, length);
                case "error" -> {
                    error = parser.currentToken() == JsonToken.VALUE_NULL ? null : ErrorsAndInfo.error(parser);
                    parser.nextToken();
                }
                default -> skip(parser);
            }
        }
    }

    /** The members that the params of any message may have: names mean the same in all of them, but for {@code value}. */
    private static final class Params {
        long id = Message.NO_ID;
        long token = Message.NO_ID;
        long protocolVersion;
        long processId;
        long index;
        long generation;
        long maxFrameBytes;
        long heartbeatMillis;
        long job;
        long attempt;
        long code;
        @Nullable Long running;
        @Nullable String task;
        @Nullable String name;
        @Nullable String stream;
        @Nullable String text;
        @Nullable RawJson input;
        @Nullable RawJson value;

        /** Begins on the first token of the value and ends on the one after it. */
        void read(JsonParser parser, byte[] bytes, int base, int length) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                skip(parser);
                return;
            }
            JsonToken next = parser.nextToken();
            while (next == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                switch (member) {
                    case "input" -> input = Json.capture(parser, bytes, base, length);
                    case "value" -> value = Json.capture(parser, bytes, base, length);
                    case "worker", "limits" -> read(parser, bytes, base, length);
                    default -> {
                        scalar(member, parser);
                        skip(parser);
                    }
                }
                next = parser.currentToken();
            }
            parser.nextToken();
        }

        private void scalar(String member, JsonParser parser) throws IOException {
            switch (member) {
                case "id" -> id = integer(parser, Message.NO_ID);
                case "token" -> token = integer(parser, Message.NO_ID);
                case "protocolVersion" -> protocolVersion = integer(parser, 0);
                case "processId" -> processId = integer(parser, 0);
                case "index" -> index = integer(parser, 0);
                case "generation" -> generation = integer(parser, 0);
                case "maxFrameBytes" -> maxFrameBytes = integer(parser, 0);
                case "heartbeatMillis" -> heartbeatMillis = integer(parser, 0);
                case "job" -> job = integer(parser, 0);
                case "attempt" -> attempt = integer(parser, 1);
                case "code" -> code = integer(parser, 0);
                case "running" -> running = integer(parser, Message.NO_ID);
                case "task" -> task = text(parser);
                case "name" -> name = text(parser);
                case "stream" -> stream = text(parser);
                case "text" -> text = text(parser);
                default -> {}
            }
        }
    }

    /** Past the value at the current token, to the token after it. */
    private static void skip(JsonParser parser) throws IOException {
        parser.skipChildren();
        parser.nextToken();
    }

    private static long integer(JsonParser parser, long otherwise) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                ? parser.getLongValue()
                : otherwise;
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    }
}
