package dev.spindle.coordinator;

import dev.spindle.coordinator.dispatch.PooledWorker;
import dev.spindle.coordinator.process.WorkerProcess;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** The processes of the pool's workers, and how large they are. Guarded by the pool's lock, but for {@link #weigh}. */
final class Processes {
    private final Map<PooledWorker, WorkerProcess> byWorker = new HashMap<>();
    private final Function<PooledWorker, WorkerProcess> maker;

    Processes(Function<PooledWorker, WorkerProcess> maker) {
        this.maker = maker;
    }

    /** The process of a new worker, not started yet. */
    WorkerProcess add(PooledWorker worker) {
        WorkerProcess process = maker.apply(worker);
        byWorker.put(worker, process);
        return process;
    }

    void remove(PooledWorker worker) {
        byWorker.remove(worker);
    }

    /** Null when it is gone. */
    @Nullable
    WorkerProcess of(PooledWorker worker) {
        return byWorker.get(worker);
    }

    /** Those that there are now. */
    Map<PooledWorker, WorkerProcess> now() {
        return new HashMap<>(byWorker);
    }

    /** Reads the resident memory of each; not under the lock. */
    static void weigh(Map<PooledWorker, WorkerProcess> processes, ObjLongConsumer<PooledWorker> heard) {
        processes.forEach((worker, process) -> {
            long bytes = process.weigh();
            if (bytes >= 0) {
                heard.accept(worker, bytes);
            }
        });
    }
}
