/** Pictures of figures, as SVG, PNG or a page; the only user of the chart library. */
@NullMarked
package dev.spindle.coordinator.plot;

import org.jspecify.annotations.NullMarked;
