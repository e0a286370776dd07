/** The pool as its users see it, on real worker processes. */
@NullMarked
package dev.spindle.coordinator;

import org.jspecify.annotations.NullMarked;
