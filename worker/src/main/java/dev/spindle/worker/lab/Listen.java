package dev.spindle.worker.lab;

import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.time.Duration;

/**
 * Waits for its signal {@link #CALL}, as many seconds as its input says at most. Tells that it listens by progress 0, and that it has heard by progress 1; returns
 * whether it has.
 */
public final class Listen implements Task<Long, Boolean> {
    /** The signal. */
    public static final String CALL = "call";

    @Override
    public Boolean run(Long input, TaskContext context) throws InterruptedException {
        context.progress(0, "");
        boolean heard = context.signal(CALL).await(Duration.ofSeconds(input));
        context.progress(1, "");
        return heard;
    }

    @Override
    public String name() {
        return "lab.listen";
    }

    @Override
    public String description() {
        return "waits for a signal, and tells when it has heard it";
    }
}
