package dev.spindle.protocol.codec;

import static dev.spindle.protocol.message.ErrorObject.INVALID_PARAMS;
import static dev.spindle.protocol.message.ErrorObject.INVALID_REQUEST;
import static dev.spindle.protocol.message.ErrorObject.PARSE_ERROR;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.Spent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of JSON-RPC's one object, in whatever order they came; the last of equal names counts. */
final class Envelope {
    private static final long MAX_ID = (1L << 53) - 1;

    long id = Message.NO_ID;
    /** There is an id, but none that this protocol has. */
    boolean foreignId;

    @Nullable
    String method;

    Params params = new Params();

    @Nullable
    RawJson result;

    /** Where references stand in the result. */
    List<Integer> blobsAt = List.of();

    @Nullable
    ErrorObject error;

    @Nullable
    Spent spent;

    private Envelope() {}

    static Envelope read(byte[] bytes, int offset, int length) throws MessageException {
        Envelope envelope = new Envelope();
        try (Slice slice = Slice.of(bytes, offset, length)) {
            try {
                envelope.read(slice);
            } catch (JsonProcessingException e) {
                throw slice.syntax(e);
            }
            return envelope;
        } catch (JsonSyntaxException e) {
            String message = "byte " + (e.offset() + 1) + " of the message: " + e.getMessage();
            throw new MessageException(envelope.id, PARSE_ERROR, message);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private void read(Slice slice) throws IOException, JsonSyntaxException, MessageException {
        JsonParser parser = slice.parser;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MessageException(Message.NO_ID, INVALID_REQUEST, "a message is one JSON object");
        }
        parser.nextToken();
        while (parser.currentToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            member(name, slice);
        }
        if (parser.nextToken() != null) {
            throw new JsonSyntaxException(slice.tokenStart(), "more text after the end of the message");
        }
    }

    /** Begins on the member's value and ends on the token after it. */
    private void member(String name, Slice slice) throws IOException, JsonSyntaxException {
        JsonParser parser = slice.parser;
        switch (name) {
            case "id" -> {
                long given = Json.integer(parser, Message.NO_ID);
                boolean ours = given >= 0 && given <= MAX_ID;
                id = ours ? given : Message.NO_ID;
                foreignId = !ours && parser.currentToken() != JsonToken.VALUE_NULL;
                slice.skip();
            }
            case "method" -> {
                method = Json.text(parser);
                slice.skip();
            }
            case "params" -> {
                params = new Params();
                params.read(slice);
            }
            case "result" -> result = slice.take(Json.MAX_CHUNK_DEPTH);
            case "spent" -> spent = spent(slice);
            case "blobsAt" -> blobsAt = Params.positions(slice);
            case "error" -> {
                error = parser.currentToken() == JsonToken.VALUE_NULL ? null : Errors.read(parser);
                parser.nextToken();
            }
            default -> slice.skip();
        }
    }

    /** Null where it is no object; what is no number in it is 0. */
    private static @Nullable Spent spent(Slice slice) throws IOException, JsonSyntaxException {
        JsonParser parser = slice.parser;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            slice.skip();
            return null;
        }
        long decode = 0;
        long run = 0;
        long encode = 0;
        parser.nextToken();
        while (parser.currentToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            long nanos = Math.max(0, Math.min(MAX_ID, Json.integer(parser, 0))); // some of them can be added up
            switch (name) {
                case "decode" -> decode = nanos;
                case "run" -> run = nanos;
                case "encode" -> encode = nanos;
                default -> {}
            }
            slice.skip();
        }
        parser.nextToken();
        return new Spent(decode, run, encode);
    }

    /** The id, which a request must have. */
    long requestId() throws MessageException {
        if (id == Message.NO_ID) {
            throw new MessageException(id, INVALID_REQUEST, method + " without an id");
        }
        return id;
    }

    /** The value of the param {@code name}, which the method must have. */
    String required(@Nullable String value, String name) throws MessageException {
        if (value == null) {
            String message = method + " without the string \"" + name + "\" in its params";
            throw new MessageException(id, INVALID_PARAMS, message);
        }
        return value;
    }
}
