package dev.spindle.coordinator;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.util.concurrent.TimeUnit;

/** Takes as many milliseconds as its input says, and returns the id of the process that it runs in. */
public final class WhoRuns implements Task<Integer, Long> {
    @Override
    public Long run(Integer millis, TaskContext context) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        return ProcessHandle.current().pid();
    }
}
