/**
 * The values that travel: JSON kept as the bytes it came in ({@link dev.spindle.protocol.RawJson}), and bytes beside it
 * ({@link dev.spindle.protocol.Blob}). Knows nothing of messages, parsers or processes. What else is public here serves the packages above.
 */
@NullMarked
package dev.spindle.protocol;

import org.jspecify.annotations.NullMarked;
