/**
 * Which job runs where: the queue, the workers' windows, retries, time limits, cancelling. One plain object that owns the pool's state;
 * it does no I/O and starts no thread. What is to be done goes out through {@link dev.spindle.coordinator.dispatch.Actions}.
 */
@NullMarked
package dev.spindle.coordinator.dispatch;

import org.jspecify.annotations.NullMarked;
