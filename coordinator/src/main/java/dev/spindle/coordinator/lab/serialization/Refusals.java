package dev.spindle.coordinator.lab.serialization;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.faults.Unserializable;
import dev.spindle.worker.lab.Same;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands over what is no data, and keeps what one is told then. */
final class Refusals {
    private final WorkerPool pool;
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * What came of one of the things.
     *
     * @param what it was
     * @param refused whether it did not get through
     * @param error what one was told; empty when it got through
     */
    record Refusal(String what, boolean refused, String error) {
        Map<String, Object> json() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("what", what);
            fields.put("refused", refused);
            fields.put("error", error);
            return fields;
        }
    }

    private Refusals(WorkerPool pool) {
        this.pool = pool;
    }

    /** A lambda, a socket and a cycle as inputs, and a result of that kind. */
    static List<Refusal> by(WorkerPool pool) throws UnmeasuredException, InterruptedException {
        Refusals refusals = new Refusals(pool);
        Runnable lambda = () -> {};
        refusals.offer("a lambda", lambda);
        try (Socket socket = new Socket()) {
            refusals.offer("a socket", socket);
        } catch (IOException e) {
            throw new UnmeasuredException("a socket that was never connected does not close: " + e.getMessage(), e);
        }
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        refusals.offer("a list that contains itself", cycle);
        refusals.ask();
        return refusals.refusals;
    }

    /** The caller is told where the value is encoded, which is in its own thread. */
    private void offer(String what, Object value) throws InterruptedException {
        try {
            pool.submit(new Same.OfString().name(), value, Object.class).outcome();
            refusals.add(new Refusal(what, false, ""));
        } catch (RuntimeException e) {
            refusals.add(new Refusal(what, true, String.valueOf(e.getMessage())));
        }
    }

    /** The worker is told, and reports an error that the caller gets instead of the result. */
    private void ask() throws InterruptedException {
        JobOutcome<Object> outcome =
                pool.submit(new Unserializable().name(), null, Object.class).outcome();
        boolean failed = outcome instanceof JobOutcome.Failed<Object>;
        String error = outcome instanceof JobOutcome.Failed<Object> broke ? String.valueOf(broke.error()) : "";
        refusals.add(new Refusal("a result that contains itself", failed, error));
    }
}
