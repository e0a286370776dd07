/** Worker processes: how they are launched (the only user of Commons Exec), talked to, ended, and what is known of their end. */
@NullMarked
package dev.spindle.coordinator.process;

import org.jspecify.annotations.NullMarked;
