/** Tests of what the lab concludes from jobs that misbehave. */
@NullMarked
package dev.spindle.coordinator.lab.isolation;

import org.jspecify.annotations.NullMarked;
