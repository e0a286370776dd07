package dev.spindle.coordinator.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes result lines as they come. */
public final class StreamSink implements ResultSink {
    private final OutputStream out;
    private final String problem;

    /**
     * A sink into a stream.
     *
     * @param problem what to say before the reason when it cannot be written
     */
    public StreamSink(OutputStream out, String problem) {
        this.out = out;
        this.problem = problem;
    }

    @Override
    public void add(long firstLine, BatchResult result) throws IOException {
        out.write(result.lines());
    }

    @Override
    public void add(byte[] line) throws IOException {
        out.write(line);
    }

    @Override
    public void end(Map<String, Object> summary) {}

    @Override
    public String problem() {
        return problem;
    }
}
