/** Any Java program as a task: its {@code main} runs again and again in a warm worker, as if each run had a JVM of its own. */
@NullMarked
package dev.spindle.worker.program;

import org.jspecify.annotations.NullMarked;
