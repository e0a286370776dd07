package dev.spindle.worker.probes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spindle.protocol.RawJson;
import dev.spindle.worker.Signal;
import dev.spindle.worker.Task;
import dev.spindle.worker.TaskContext;
import java.time.Duration;

/** Tells of its start by a progress message, waits for the signal "open", and returns the value that came with it. */
public final class Gate implements Task<RawJson, String> {
    @Override
    public String run(RawJson input, TaskContext context) throws InterruptedException {
        Signal open = context.signal("open");
        boolean before = open.isSet();
        context.progress(0, "waiting");
        boolean opened = open.await(Duration.ofSeconds(60));
        JsonNode value = open.value();
        boolean same = open == context.signal("open");
        return (before ? "early " : "late ") + opened + " " + value + " " + same + " " + context.attempt();
    }
}
