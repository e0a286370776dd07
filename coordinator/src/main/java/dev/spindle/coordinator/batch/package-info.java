/** Lines of input in batches, for pools that are elsewhere: what goes there, what comes back, and the engine that brings both. */
@NullMarked
package dev.spindle.coordinator.batch;

import org.jspecify.annotations.NullMarked;
