/** What the fuzzing of both readers shares: frames as no peer should send them, and what holds whatever comes. */
@NullMarked
package dev.spindle.protocol.fuzz;

import org.jspecify.annotations.NullMarked;
