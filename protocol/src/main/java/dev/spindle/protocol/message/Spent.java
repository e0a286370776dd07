package dev.spindle.protocol.message;

/**
 * Where the time of an attempt went inside its worker, in nanoseconds.
 *
 * @param decode from JSON to the task's input, of a chunk all of them
 * @param run in the task
 * @param encode from the task's result to JSON
 */
public record Spent(long decode, long run, long encode) {}
