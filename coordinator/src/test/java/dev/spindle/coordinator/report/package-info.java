@NullMarked
package dev.spindle.coordinator.report;

import org.jspecify.annotations.NullMarked;
