/** Tests of the worker process, within this JVM and as a process. */
@NullMarked
package dev.spindle.worker.runtime;

import org.jspecify.annotations.NullMarked;
