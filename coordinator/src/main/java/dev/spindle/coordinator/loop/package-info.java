/** Coroutines for Java 17: an event loop runs many by turns in one thread. */
@NullMarked
package dev.spindle.coordinator.loop;

import org.jspecify.annotations.NullMarked;
