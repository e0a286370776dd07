/** The worker process: reads messages, runs one job at a time, answers, and leaves when its coordinator is gone. */
@NullMarked
package dev.spindle.worker.runtime;

import org.jspecify.annotations.NullMarked;
