package dev.spindle.protocol.codec;

import dev.spindle.protocol.message.ErrorObject;

/** A frame that is no message: what to answer to its sender. */
public final class MessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long id;
    private final int code;

    MessageException(long id, int code, String message) {
        super(message, null, false, false);
        this.id = id;
        this.code = code;
    }

    /** The id of the request, or {@link dev.spindle.protocol.message.Message#NO_ID}. */
    public long id() {
        return id;
    }

    /** The error to answer with. */
    public ErrorObject error() {
        return new ErrorObject(code, String.valueOf(getMessage()), null);
    }
}
