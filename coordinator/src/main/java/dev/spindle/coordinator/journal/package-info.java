/** The write-ahead journal of a run, and how the next run goes on from it. Knows neither workers nor the command line. */
@NullMarked
package dev.spindle.coordinator.journal;

import org.jspecify.annotations.NullMarked;
