/** What is left when one of many jobs misbehaves: in a thread among threads, and in a worker process among worker processes. */
@NullMarked
package dev.spindle.coordinator.lab.isolation;

import org.jspecify.annotations.NullMarked;
