package dev.spindle.coordinator.lab.startup;

import dev.spindle.protocol.RawJson;

/** What all ways have in common: the job, and how many of them make a turn. */
final class Jobs {
    /** The job returns it. */
    static final RawJson INPUT = RawJson.of("1");

    /** Of some dozen microseconds each. */
    static final int FEW = 100;

    /** Of a microsecond or less each. */
    static final int MANY = 2000;

    private Jobs() {}
}
