package dev.spindle.coordinator.report;

import java.util.Map;

/** How far a run is. Thread-safe. */
public interface RunProgress {
    /** How many lines that get a result have been read so far. */
    long read();

    /** Whether all of the input has been read, so that {@link #read()} is how many there are. */
    boolean isAllRead();

    /** How many lines have their result so far. */
    long done();

    /** How many lines have their result so far, by its status as result lines say it. */
    Map<String, Long> doneByStatus();

    /** How many attempts were made again so far, of the lines that have their result. */
    long retries();

    /** How many jobs run. */
    int running();

    /** How many jobs wait for a worker. */
    int waiting();
}
