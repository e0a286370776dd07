package dev.spindle.coordinator.lab.preemption;

/**
 * How often to beat, and for how long.
 *
 * @param millis of each variant in each round
 */
record Pulse(long millis) {
    /** Between two beats. */
    static final long PERIOD_MILLIS = 10;
}
