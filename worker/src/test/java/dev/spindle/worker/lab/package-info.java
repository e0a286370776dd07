/** Tests of the tasks that the lab measures. */
@NullMarked
package dev.spindle.worker.lab;

import org.jspecify.annotations.NullMarked;
