/** The live page of a run and its metrics: a server for this machine alone, while the run lasts. */
@NullMarked
package dev.spindle.coordinator.report.live;

import org.jspecify.annotations.NullMarked;
