package dev.spindle.worker.lab;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.IOException;

/** Freezes its process, by SIGSTOP: no thread of it runs any more, and none can end it. */
public final class Freeze implements Task<RawJson, String> {
    @Override
    public String run(RawJson input, TaskContext context) throws IOException, InterruptedException {
        String self = Long.toString(ProcessHandle.current().pid());
        context.progress(0, "about to freeze");
        int status = new ProcessBuilder("kill", "-STOP", self).start().waitFor();
        return "not frozen; kill ended with status " + status;
    }

    @Override
    public String name() {
        return "lab.freeze";
    }

    @Override
    public String description() {
        return "stops its own process by SIGSTOP";
    }
}
