/** What it costs to hand data over: the JSON, the transport, and a reference to a thread beside them. */
@NullMarked
package dev.spindle.coordinator.lab.serialization;

import org.jspecify.annotations.NullMarked;
