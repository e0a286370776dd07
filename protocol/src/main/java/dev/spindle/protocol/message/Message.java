package dev.spindle.protocol.message;

/** Everything that crosses between a coordinator and a worker, in either direction. */
public sealed interface Message permits ToWorker, FromWorker {
    /** The version of the protocol that both sides name in the handshake. */
    int PROTOCOL_VERSION = 1;

    /** The largest message unless configured: 64 MiB. */
    int DEFAULT_MAX_FRAME_BYTES = 64 << 20;

    /** Stands for the id of a message that carried none, or none that could be read; on the wire it is {@code null}. */
    long NO_ID = -1;
}
