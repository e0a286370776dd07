/** Who gets in, and who does not. */
@NullMarked
package dev.spindle.coordinator.connection;

import org.jspecify.annotations.NullMarked;
