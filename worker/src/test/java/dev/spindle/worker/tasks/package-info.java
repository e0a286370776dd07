/** Tests of the built-in tasks by themselves. */
@NullMarked
package dev.spindle.worker.tasks;

import org.jspecify.annotations.NullMarked;
