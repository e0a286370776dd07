/** What the spinners stand on: the event loop, the screen. */
@NullMarked
package dev.spindle.coordinator.loop;

import org.jspecify.annotations.NullMarked;
