package dev.spindle.coordinator;

import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a worker, as plain data.
 *
 * @param code of JSON-RPC, one of {@link ErrorObject}'s constants or another language's own
 * @param type the class that was thrown, or another language's name for it
 * @param stack the frames, innermost first
 */
public record RemoteError(
        int code,
        String type,
        @Nullable String message,
        List<String> stack,
        @Nullable RemoteError cause,
        List<RemoteError> suppressed) {
    public RemoteError {
        stack = List.copyOf(stack);
        suppressed = List.copyOf(suppressed);
    }

    /** From the error of a worker's answer. */
    public static RemoteError of(ErrorObject error) {
        Thrown data = error.data();
        return data == null
                ? new RemoteError(error.code(), nameOf(error.code()), error.message(), List.of(), null, List.of())
                : of(error.code(), data);
    }

    private static RemoteError of(int code, Thrown thrown) {
        return new RemoteError(
                code,
                thrown.type(),
                thrown.message(),
                thrown.stack(),
                thrown.cause() == null ? null : of(code, thrown.cause()),
                thrown.suppressed().stream().map(each -> of(code, each)).toList());
    }

    private static String nameOf(int code) {
        return switch (code) {
            case ErrorObject.INVALID_PARAMS -> "InvalidParams";
            case ErrorObject.METHOD_NOT_FOUND -> "MethodNotFound";
            case ErrorObject.CANCELLED -> "Cancelled";
            case ErrorObject.TASK_FAILED -> "TaskFailed";
            case ErrorObject.RESULT_NOT_SERIALIZABLE -> "ResultNotSerializable";
            default -> "error " + code;
        };
    }

    /** The type and the message, as a stack trace begins. */
    @Override
    public String toString() {
        return message == null ? type : type + ": " + message;
    }
}
