/** A user's code as it is before it runs: compiled where it is source, and looked through for tasks and programs without loading it. */
@NullMarked
package dev.spindle.coordinator.code;

import org.jspecify.annotations.NullMarked;
