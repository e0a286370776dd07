/** What the concepts cost: experiments that measure it on this machine, on top of the same pool that embedders use. */
@NullMarked
package dev.spindle.coordinator.lab;

import org.jspecify.annotations.NullMarked;
