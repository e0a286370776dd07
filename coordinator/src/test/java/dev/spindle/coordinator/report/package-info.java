/** What a run shows of itself, looked at by real clients and in a real browser. */
@NullMarked
package dev.spindle.coordinator.report;

import org.jspecify.annotations.NullMarked;
