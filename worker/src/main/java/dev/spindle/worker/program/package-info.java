/**
 * Any Java program as a task: its {@code main} runs again and again in a warm worker. What a run prints, how it ends and what it sets are its own; static
 * state, virtual threads and shutdown hooks live on as long as the JVM.
 */
@NullMarked
package dev.spindle.worker.program;

import org.jspecify.annotations.NullMarked;
