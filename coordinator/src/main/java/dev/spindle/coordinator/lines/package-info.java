/** Lines of input through a pool to lines of output: what a run does, without the command line that asks for it. */
@NullMarked
package dev.spindle.coordinator.lines;

import org.jspecify.annotations.NullMarked;
