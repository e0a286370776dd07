/** Tests of the pictures. */
@NullMarked
package dev.spindle.coordinator.plot;

import org.jspecify.annotations.NullMarked;
