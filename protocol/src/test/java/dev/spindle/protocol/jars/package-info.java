/** Tests start processes as users do, from jars and class archives: from folders of classes each takes twice the CPU. */
@NullMarked
package dev.spindle.protocol.jars;

import org.jspecify.annotations.NullMarked;
