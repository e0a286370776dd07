package dev.spindle.coordinator.batch;

import java.io.IOException;
import java.util.Map;

/** Where the results go of a run that is elsewhere. For one thread. */
public interface ResultSink {
    /** The lines of a batch, or the file that has them. */
    void add(long firstLine, BatchResult result) throws IOException;

    /** A line that was made here. */
    void add(byte[] line) throws IOException;

    /**
     * All is written.
     *
     * @param summary of the run
     */
    void end(Map<String, Object> summary) throws IOException;

    /** What to say before the reason when it takes no more. */
    String problem();
}
