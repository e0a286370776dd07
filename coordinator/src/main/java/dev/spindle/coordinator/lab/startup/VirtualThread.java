package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.VirtualThreadStarts;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread for each job: in this process, or, where its Java has none, in a worker whose Java has them; the way to that worker is
 * not counted.
 *
 * @param elsewhere a pool of one worker; null for this process
 */
record VirtualThread(Kind kind, int java, @Nullable WorkerPool elsewhere) implements Way {
    @Override
    public void turn(Times times) throws UnmeasuredException, InterruptedException {
        try {
            for (long nanos : nanos()) {
                times.started(nanos);
            }
        } catch (ExecutionException | PoolBrokenException e) {
            throw UnmeasuredException.of(kind, e);
        }
    }

    private long[] nanos() throws ExecutionException, InterruptedException {
        return elsewhere == null
                ? VirtualThreadStarts.time(Jobs.MANY)
                : elsewhere.submit(VirtualThreadStarts.class, Jobs.MANY).get();
    }
}
