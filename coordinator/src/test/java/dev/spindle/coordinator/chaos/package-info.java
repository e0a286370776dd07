/** Real runs of the command line under faults that a seed chooses, and the promises that hold all the same. */
@NullMarked
package dev.spindle.coordinator.chaos;

import org.jspecify.annotations.NullMarked;
