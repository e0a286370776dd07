/** The command line: what people type, on top of the pool that embedders use. */
@NullMarked
package dev.spindle.coordinator.cli;

import org.jspecify.annotations.NullMarked;
