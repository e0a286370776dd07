/** What the author of a task sees. */
@NullMarked
package dev.spindle.worker;

import org.jspecify.annotations.NullMarked;
