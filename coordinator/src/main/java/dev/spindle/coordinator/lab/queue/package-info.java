/** In what order waiting jobs start, what that does to their waiting times, and how control messages overtake jobs. */
@NullMarked
package dev.spindle.coordinator.lab.queue;

import org.jspecify.annotations.NullMarked;
