/** The messages of the protocol as plain records: what is said, not how it is written or carried. */
@NullMarked
package dev.spindle.protocol.message;

import org.jspecify.annotations.NullMarked;
