/** Tasks that the tests give to a worker by their class. */
@NullMarked
package dev.spindle.worker.probes;

import org.jspecify.annotations.NullMarked;
