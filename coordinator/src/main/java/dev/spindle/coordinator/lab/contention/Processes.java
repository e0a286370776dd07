package dev.spindle.coordinator.lab.contention;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.MappedCounter;
import dev.spindle.worker.lab.MappedCounter.Guard;
import dev.spindle.worker.lab.MappedCounter.Share;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Workers that have mapped one file.
 *
 * @param pools of one worker each, one for each contender: so no two get into the same process
 * @param file for the counter
 */
record Processes(Kind kind, Guard guard, List<WorkerPool> pools, CounterFile file) implements Way {
    @Override
    public int contenders() {
        return pools.size();
    }

    @Override
    public Count count(long each) throws UnmeasuredException, InterruptedException {
        try {
            String path = file.cleared().toString();
            List<Job<Long>> times = new ArrayList<>();
            for (WorkerPool pool : pools) {
                times.add(pool.submit(MappedCounter.class, new Share(path, guard, contenders(), each)));
            }
            long slowest = 0;
            for (Job<Long> time : times) {
                slowest = Math.max(slowest, time.get());
            }
            return new Count(file.count(), slowest);
        } catch (IOException | ExecutionException e) {
            throw UnmeasuredException.of(kind, e);
        }
    }
}
