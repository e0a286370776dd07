package dev.spindle.coordinator;

import java.time.Duration;

/**
 * Where the time of a pool's workers went so far. Workers say it of some attempts, of all long ones and of few short ones; what is known of these
 * stands for the others between them.
 *
 * @param alive of all workers together, from when each was ready until it was gone
 * @param busy the part of it in which a worker had a job, as far as can be seen from the coordinator
 * @param decode the part of {@code measured} in which inputs were read from JSON
 * @param run in which tasks ran
 * @param encode in which results were written as JSON
 * @param measured the part of {@code busy} that the three are known of: what is left of it is transport; zero where workers do not say
 */
public record PoolTimes(
        Duration alive, Duration busy, Duration decode, Duration run, Duration encode, Duration measured) {}
