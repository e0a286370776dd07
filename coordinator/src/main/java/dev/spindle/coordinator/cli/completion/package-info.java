/** Writes what makes a shell complete a program's commands and options, for each shell in its own language. */
@NullMarked
package dev.spindle.coordinator.cli.completion;

import org.jspecify.annotations.NullMarked;
