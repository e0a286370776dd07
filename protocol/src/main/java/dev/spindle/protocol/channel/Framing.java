package dev.spindle.protocol.channel;

/** How a frame is told from the next. A reader tells the two apart by a frame's first byte. */
public enum Framing {
    /** The JSON text without a raw newline, then a newline. */
    LINE,
    /** {@code Content-Length: N}, an empty line (both ended by CR LF), then N bytes: the base protocol of the Language Server Protocol. */
    HEADER
}
