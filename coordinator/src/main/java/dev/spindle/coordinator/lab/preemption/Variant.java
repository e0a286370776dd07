package dev.spindle.coordinator.lab.preemption;

/**
 * A heartbeat beside neighbours.
 *
 * @param java the version that ran it, 17 say
 * @param busy how many neighbours loop, and never wait
 */
record Variant(Kind kind, int java, int busy) {}
