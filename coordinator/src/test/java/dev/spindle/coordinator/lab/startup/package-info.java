/** Tests of the startup experiment: what its ways time, and what follows from it. */
@NullMarked
package dev.spindle.coordinator.lab.startup;

import org.jspecify.annotations.NullMarked;
