/** Messages and values to bytes and back. The only package that knows Jackson; payloads stay bytes. */
@NullMarked
package dev.spindle.protocol.codec;

import org.jspecify.annotations.NullMarked;
