/** The pool's state on a simulated clock, with workers that do what the test says. */
@NullMarked
package dev.spindle.coordinator.dispatch;

import org.jspecify.annotations.NullMarked;
