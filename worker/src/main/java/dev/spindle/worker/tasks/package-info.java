/** The tasks that every worker has. */
@NullMarked
package dev.spindle.worker.tasks;

import org.jspecify.annotations.NullMarked;
