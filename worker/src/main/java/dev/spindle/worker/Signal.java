package dev.spindle.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An event that is unset until the coordinator sets it, and set from then on. Thread-safe. */
public interface Signal {
    /**
     * Waits until the signal is set, {@code limit} at most.
     *
     * @return true once it is set, false on time-out
     * @throws InterruptedException when the job is asked to stop meanwhile
     */
    boolean await(Duration limit) throws InterruptedException;

    /** Whether it is set. */
    boolean isSet();

    /** What was sent along when it was set; null before, or when there was nothing. The first value stays. */
    @Nullable
    JsonNode value();
}
