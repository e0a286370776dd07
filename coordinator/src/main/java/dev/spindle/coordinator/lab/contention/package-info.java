/** What becomes of a counter that several units increment, and what it costs to lose nothing. */
@NullMarked
package dev.spindle.coordinator.lab.contention;

import org.jspecify.annotations.NullMarked;
