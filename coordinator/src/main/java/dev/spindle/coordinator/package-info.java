/**
 * What an embedder sees: a pool of worker processes, the jobs given to it, their outcomes. The packages below this one use its plain
 * records and enums as their vocabulary, never its pool.
 */
@NullMarked
package dev.spindle.coordinator;

import org.jspecify.annotations.NullMarked;
