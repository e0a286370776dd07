/** How somebody else's process looks into a run and reaches in: a socket in the run's private folder, one request and one answer a connection. */
@NullMarked
package dev.spindle.coordinator.control;

import org.jspecify.annotations.NullMarked;
