package dev.spindle.protocol.channel;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * Bytes in both directions between two processes, whatever carries them. One thread reads, one at a time writes, and no interrupt of either
 * harms the stream; closing a stream in a third thread ends them both where that thread could otherwise wait for ever.
 */
public record Duplex(InputStream in, OutputStream out) {}
