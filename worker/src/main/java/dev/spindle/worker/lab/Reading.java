package dev.spindle.worker.lab;

/**
 * A flat record as tables and logs have them. Immutable and thread-safe.
 *
 * @param time in milliseconds
 */
public record Reading(String sensor, long time, double value) {}
