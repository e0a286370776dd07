package dev.spindle.worker.faults;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.File;
import java.io.IOException;

/** Starts a child process that does nothing for a long time, and leaves it behind. Returns its process id. */
public final class Fork implements Task<RawJson, Long> {
    private static final String SECONDS = "1000";

    @Override
    public Long run(RawJson input, TaskContext context) throws IOException {
        return new ProcessBuilder("sleep", SECONDS)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .pid();
    }

    @Override
    public String name() {
        return "fault.fork";
    }

    @Override
    public String description() {
        return "leaves a child process behind, and returns its process id";
    }
}
