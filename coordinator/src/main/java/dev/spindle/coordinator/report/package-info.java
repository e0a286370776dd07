/** What a run shows of itself: its timeline, its report, its live page. Watches pools by their listeners, as an embedder can. */
@NullMarked
package dev.spindle.coordinator.report;

import org.jspecify.annotations.NullMarked;
