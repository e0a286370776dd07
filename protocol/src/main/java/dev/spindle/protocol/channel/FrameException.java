package dev.spindle.protocol.channel;

import java.io.IOException;

/** Bytes that can be no frame: the connection ends here. */
public final class FrameException extends IOException {
    private static final long serialVersionUID = 1L;

    FrameException(String message) {
        super(message);
    }
}
