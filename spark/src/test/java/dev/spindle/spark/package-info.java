/** The engine on real clusters and alone. */
@NullMarked
package dev.spindle.spark;

import org.jspecify.annotations.NullMarked;
