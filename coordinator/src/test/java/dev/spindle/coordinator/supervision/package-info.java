/** Decisions about workers, without any. */
@NullMarked
package dev.spindle.coordinator.supervision;

import org.jspecify.annotations.NullMarked;
