/** Checks whether a worker, in whatever language, keeps to the protocol. */
@NullMarked
package dev.spindle.coordinator.conformance;

import org.jspecify.annotations.NullMarked;
