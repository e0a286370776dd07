package dev.spindle.worker.lab;

import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Freezes its process, by SIGSTOP: no thread of it runs any more, and none can end it. */
public final class Freeze implements Task<RawJson, String> {
    private static final long SECONDS = 5;

    @Override
    public String run(RawJson input, TaskContext context) throws IOException, InterruptedException {
        String self = Long.toString(ProcessHandle.current().pid());
        context.progress(0, "about to freeze");
        int status = new ProcessBuilder("kill", "-STOP", self).start().waitFor();
        if (status == 0) {
            TimeUnit.SECONDS.sleep(SECONDS); // the thread that takes the signal for all may have to wait for a core
        }
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
