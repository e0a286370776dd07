/** Measures Spindle beside its rivals and the machine's limits: systems take turns, and whole processes are what is timed. */
@NullMarked
package dev.spindle.benchmarks;

import org.jspecify.annotations.NullMarked;
