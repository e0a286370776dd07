/**
 * What an embedder sees: a pool of worker processes ({@link dev.spindle.coordinator.WorkerPool}), the jobs given to it
 * ({@link dev.spindle.coordinator.Job}), their outcomes ({@link dev.spindle.coordinator.JobOutcome}). Durations are of wall-clock time, sizes are
 * in bytes, places of workers count from 0, jobs and attempts from 1. The packages below this one use its plain
 * records and enums as their vocabulary, never its pool.
 */
@NullMarked
package dev.spindle.coordinator;

import org.jspecify.annotations.NullMarked;
