/** The values that travel: JSON kept as the bytes it came in, and blobs beside it. Knows nothing of messages, parsers or processes. */
@NullMarked
package dev.spindle.protocol;

import org.jspecify.annotations.NullMarked;
