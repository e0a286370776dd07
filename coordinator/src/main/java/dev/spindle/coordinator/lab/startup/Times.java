package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.lab.Sample;
import dev.spindle.coordinator.lab.Spread;
import org.jspecify.annotations.Nullable;

/** What one kind of unit took, job by job. For one thread. */
final class Times {
    private final Sample start = new Sample();
    private final Sample leave = new Sample();

    /** @param nanos from the moment somebody wanted the job done to its result */
    void started(long nanos) {
        start.add(nanos);
    }

    /** @param nanos from the result until nothing was left of the unit */
    void left(long nanos) {
        leave.add(nanos);
    }

    int samples() {
        return start.size();
    }

    Spread start() {
        return start.spread();
    }

    /** Null where units stay. */
    @Nullable
    Spread leave() {
        return leave.size() == 0 ? null : leave.spread();
    }
}
