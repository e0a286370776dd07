/** Tasks that the lab's experiments measure. No service: only a pool that is told of them has them. */
@NullMarked
package dev.spindle.worker.lab;

import org.jspecify.annotations.NullMarked;
