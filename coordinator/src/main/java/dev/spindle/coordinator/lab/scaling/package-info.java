/** Many jobs on few cores: how much faster they are done in each execution unit, by how many at a time, and what a unit weighs. */
@NullMarked
package dev.spindle.coordinator.lab.scaling;

import org.jspecify.annotations.NullMarked;
