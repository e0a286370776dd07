/** What JMH measures: codec, framing, channels and dispatch, each alone. */
@NullMarked
package dev.spindle.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
