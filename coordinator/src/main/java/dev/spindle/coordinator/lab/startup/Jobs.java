package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.protocol.RawJson;
import java.util.concurrent.ExecutionException;

/** What all ways have in common: the job, and how many of them make a turn. */
final class Jobs {
    /** The job returns it. */
    static final RawJson INPUT = RawJson.of("1");

    /** Of some dozen microseconds each. */
    static final int FEW = 100;

    /** Of a microsecond or less each. */
    static final int MANY = 2000;

    private Jobs() {}

    static UnmeasuredException failed(Kind kind, Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new UnmeasuredException(kind + ": " + cause.getMessage(), e);
    }
}
