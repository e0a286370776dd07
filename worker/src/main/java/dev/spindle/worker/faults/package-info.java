/** Tasks that misbehave on purpose, each in one way: for the lab and for tests. */
@NullMarked
package dev.spindle.worker.faults;

import org.jspecify.annotations.NullMarked;
