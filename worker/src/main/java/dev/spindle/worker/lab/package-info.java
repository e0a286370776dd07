/**
 * Tasks that the lab's experiments measure. No service: only a pool that is told of them has them. Where many JVMs are started for few jobs,
 * orders and results are plain text: to get ready for reading objects takes a cold JVM half a second of computing.
 */
@NullMarked
package dev.spindle.worker.lab;

import org.jspecify.annotations.NullMarked;
