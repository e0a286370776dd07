/** Batches on pools in the executors of a Spark application: the only package that knows Spark. */
@NullMarked
package dev.spindle.spark;

import org.jspecify.annotations.NullMarked;
