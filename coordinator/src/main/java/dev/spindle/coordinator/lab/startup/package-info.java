/** What it costs until a unit of execution runs a job, and for which jobs that is worth it. */
@NullMarked
package dev.spindle.coordinator.lab.startup;

import org.jspecify.annotations.NullMarked;
