/** Frames over a duplex stream of bytes: where one message ends and the next begins. Knows nothing of JSON or processes. */
@NullMarked
package dev.spindle.protocol.channel;

import org.jspecify.annotations.NullMarked;
