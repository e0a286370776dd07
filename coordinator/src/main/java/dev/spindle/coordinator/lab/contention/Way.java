package dev.spindle.coordinator.lab.contention;

import dev.spindle.coordinator.lab.UnmeasuredException;

/** A way to let several contenders increment one counter. For one thread at a time. */
interface Way {
    /** What contends, and what keeps it from losing updates. */
    Kind kind();

    /** How many contend. */
    int contenders();

    /**
     * Lets each contender increment a counter that is 0 at first; they begin together.
     *
     * @throws UnmeasuredException when that cannot be had here
     */
    Count count(long each) throws UnmeasuredException, InterruptedException;

    /**
     * What came of it.
     *
     * @param counted what the counter says in the end
     * @param nanos what the slowest contender took
     */
    record Count(long counted, long nanos) {}
}
