/** Tests of the contention experiment: what the ways count, and what follows from it. */
@NullMarked
package dev.spindle.coordinator.lab.contention;

import org.jspecify.annotations.NullMarked;
