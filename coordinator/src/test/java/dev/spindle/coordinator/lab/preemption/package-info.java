/** Tests of what the lab makes of heartbeats. */
@NullMarked
package dev.spindle.coordinator.lab.preemption;

import org.jspecify.annotations.NullMarked;
