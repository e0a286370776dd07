/** How far busy neighbours delay a heartbeat, by what runs both: an event loop, threads, virtual threads, processes. */
@NullMarked
package dev.spindle.coordinator.lab.preemption;

import org.jspecify.annotations.NullMarked;
