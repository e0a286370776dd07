/** Decisions about workers, pure: events in, decision out, time as a parameter in nanoseconds of {@link System#nanoTime()}. */
@NullMarked
package dev.spindle.coordinator.supervision;

import org.jspecify.annotations.NullMarked;
