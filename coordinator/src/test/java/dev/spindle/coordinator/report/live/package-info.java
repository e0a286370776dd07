/** The live page of a run: a real pool, real clients, a real browser. */
@NullMarked
package dev.spindle.coordinator.report.live;

import org.jspecify.annotations.NullMarked;
