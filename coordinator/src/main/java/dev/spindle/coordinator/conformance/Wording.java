package dev.spindle.coordinator.conformance;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.JsonStrings;
import dev.spindle.protocol.codec.JsonSyntaxException;
import dev.spindle.protocol.codec.JsonText;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages as JSON text, written so that a check may spell them as it likes, and members of those that came. */
final class Wording {
    private Wording() {}

    static String request(long id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    static String notification(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    /** @param more further members, each with a comma before it */
    static String initializeParams(long heartbeatMillis, String more) {
        return "{\"protocolVersion\":" + Message.PROTOCOL_VERSION + ",\"processId\":"
                + ProcessHandle.current().pid()
                + ",\"worker\":{\"index\":0,\"generation\":0},\"limits\":{\"maxFrameBytes\":"
                + Message.DEFAULT_MAX_FRAME_BYTES + "},\"heartbeatMillis\":" + heartbeatMillis + more + "}";
    }

    static String runParams(String task, String input) {
        return "{\"task\":" + quoted(task) + ",\"input\":" + input + ",\"job\":1,\"attempt\":1}";
    }

    /** {@code text} as a JSON string. */
    static String quoted(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return JsonStrings.quoted(bytes, 0, bytes.length).toString();
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException("what was just written as UTF-8 is none", e);
        }
    }

    /** {@code text} as a JSON string of escapes alone, two for a character beyond U+FFFF. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return escaped.append('"').toString();
    }

    /** That it is a message of JSON-RPC 2.0: a request, a notification, or a response with either a result or an error. */
    static void checkEnvelope(Heard.Said said) throws NotMet {
        if (!"\"2.0\"".equals(said.member("jsonrpc"))) {
            throw new NotMet("\"jsonrpc\":\"2.0\" in each message", "this came: " + said.text());
        }
        if (!said.isResponse()) {
            return;
        }
        boolean hasResult = said.members().containsKey("result");
        RawJson error = said.members().get("error");
        if (said.member("id") == null || hasResult == (error != null)) {
            throw new NotMet("a response with an id and either a result or an error", "this came: " + said.text());
        }
        if (error != null) {
            checkError(said, error);
        }
    }

    private static void checkError(Heard.Said said, RawJson error) throws NotMet {
        Map<String, RawJson> members = members(error, "code", "message", "data");
        RawJson message = members.get("message");
        if (code(error) == 0 || message == null || JsonText.string(message) == null) {
            throw new NotMet("an error with an integer code and a string message", "this came: " + said.text());
        }
        RawJson data = members.get("data");
        if (data != null && !data.equals(RawJson.NULL)) {
            RawJson type = members(data, "type").get("type");
            if (type == null || JsonText.string(type) == null) {
                throw new NotMet("error data that is an object with a string type", "this came: " + said.text());
            }
        }
    }

    /** The error's code; 0 when it is no integer. */
    static long code(RawJson error) {
        return integer(members(error, "code").get("code"), 0);
    }

    /** The member {@code token} of a notification's params. */
    static @Nullable String token(Heard.Said said) {
        RawJson params = said.members().get("params");
        RawJson token = params == null ? null : members(params, "token").get("token");
        return token == null ? null : token.toString();
    }

    /** Those members of a value that have one of these names; none when it is no object. */
    static Map<String, RawJson> members(RawJson value, String... names) {
        try {
            Map<String, RawJson> members = JsonText.members(value.shared(), 0, value.length(), Set.of(names));
            return members == null ? Map.of() : members;
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException("checked when it came", e);
        }
    }

    static long integer(@Nullable RawJson value, long otherwise) {
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(value.toString());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Whether both say the same, however it is spelled. */
    static boolean same(RawJson value, String json) {
        if (value.toString().equals(json)) {
            return true;
        }
        return Objects.equals(value(value), value(RawJson.of(json)));
    }

    /** As lists, maps, strings and the like. */
    static @Nullable Object value(RawJson json) {
        try {
            return Values.read(json, Object.class);
        } catch (ValueException e) {
            throw new IllegalArgumentException("checked when it came", e);
        }
    }
}
