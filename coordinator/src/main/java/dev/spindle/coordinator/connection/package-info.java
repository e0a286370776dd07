/** How a worker and its pool are connected: by pipes, by a socket that a token opens, by shared memory; and where those are kept. */
@NullMarked
package dev.spindle.coordinator.connection;

import org.jspecify.annotations.NullMarked;
