package dev.spindle.protocol.codec;

/** Bytes that are not the JSON text they should be. */
public final class JsonSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    JsonSyntaxException(int offset, String reason) {
        super(reason, null, false, false);
        this.offset = offset;
    }

    /** Where in the text it goes wrong: the index of the byte, from 0. */
    public int offset() {
        return offset;
    }
}
