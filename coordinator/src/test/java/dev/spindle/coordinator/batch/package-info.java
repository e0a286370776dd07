@NullMarked
package dev.spindle.coordinator.batch;

import org.jspecify.annotations.NullMarked;
