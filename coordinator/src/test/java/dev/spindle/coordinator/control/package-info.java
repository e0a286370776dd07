/** Tests of how others look into a run. */
@NullMarked
package dev.spindle.coordinator.control;

import org.jspecify.annotations.NullMarked;
