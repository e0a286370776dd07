/**
 * What the author of a task sees: the {@link dev.spindle.worker.Task} itself, and the {@link dev.spindle.worker.TaskContext} by which a job
 * that runs speaks with whoever submitted it. Code that is only run by workers needs no more than this package.
 */
@NullMarked
package dev.spindle.worker;

import org.jspecify.annotations.NullMarked;
