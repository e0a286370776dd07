package dev.spindle.coordinator.lab.isolation;

import dev.spindle.worker.lab.Remains;

/**
 * What was left when a job had misbehaved once. Immutable.
 *
 * @param end of the process in which it ran: {@link #LIVES}, or how it ended, in a few words
 */
record Observation(Remains remains, String end) {
    /** It goes on. */
    static final String LIVES = "lives";
}
