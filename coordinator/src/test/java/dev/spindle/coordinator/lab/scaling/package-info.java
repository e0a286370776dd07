/** Tests of the lab: what it makes of measurements, and of the data it measures with. */
@NullMarked
package dev.spindle.coordinator.lab.scaling;

import org.jspecify.annotations.NullMarked;
