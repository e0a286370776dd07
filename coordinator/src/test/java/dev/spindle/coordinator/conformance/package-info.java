@NullMarked
package dev.spindle.coordinator.conformance;

import org.jspecify.annotations.NullMarked;
