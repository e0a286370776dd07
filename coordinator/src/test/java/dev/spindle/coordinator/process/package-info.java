/** What surrounds a worker process, piece by piece. */
@NullMarked
package dev.spindle.coordinator.process;

import org.jspecify.annotations.NullMarked;
