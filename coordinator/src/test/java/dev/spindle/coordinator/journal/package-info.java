/** Tests of the journal: what a run writes, what the next run knows, and what neither takes for granted. */
@NullMarked
package dev.spindle.coordinator.journal;

import org.jspecify.annotations.NullMarked;
