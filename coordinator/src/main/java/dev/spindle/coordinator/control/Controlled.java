package dev.spindle.coordinator.control;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A run that lets others look and reach in. Jobs are named by their lines in the input. Thread-safe. */
public interface Controlled {
    /** What the run is at: docs/formats.md names the fields. */
    Map<String, Object> status();

    /** What the job does now; may wait some seconds. */
    Map<String, Object> stack(long job) throws RefusedException, InterruptedException;

    /** Gives the job up; completes with how it ended. */
    CompletableFuture<Map<String, Object>> cancel(long job) throws RefusedException;

    /** Reads no further line and begins no further job. Once more is no error. */
    Map<String, Object> drain();
}
