/**
 * Programs that are measured: each takes a workload as its arguments, does a round of so many jobs for each line of its input, and answers
 * with a line of JSON.
 */
@NullMarked
package dev.spindle.benchmarks.programs;

import org.jspecify.annotations.NullMarked;
