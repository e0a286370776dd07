/** The hello world of concurrency: one spinner and one slow job, told in each execution unit. */
@NullMarked
package dev.spindle.coordinator.spin;

import org.jspecify.annotations.NullMarked;
