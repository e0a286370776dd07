package dev.spindle.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * An error as JSON-RPC carries it.
 *
 * @param code one of the constants here, or another language's own
 * @param data what was thrown, where the worker told
 */
public record ErrorObject(
        int code, String message, @Nullable Thrown data) {
    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    /** The task is unknown, or its input is nothing it can read. */
    public static final int INVALID_PARAMS = -32602;

    public static final int INTERNAL_ERROR = -32603;
    public static final int CANCELLED = -32800;
    public static final int TASK_FAILED = -32000;
    /** The task's result cannot be serialized. */
    public static final int RESULT_NOT_SERIALIZABLE = -32001;
}
