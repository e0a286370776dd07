package dev.spindle.coordinator;

import java.util.List;

/**
 * A pool at one moment.
 *
 * @param queued how many jobs wait for a worker; a chunk that waits is one
 * @param unsettled how many jobs have no outcome; a chunk that is not dissolved is one
 * @param workers all whose process is not gone, by place and generation
 */
public record PoolStatus(int queued, int unsettled, List<WorkerStatus> workers) {
    public PoolStatus {
        workers = List.copyOf(workers);
    }

    /** How many workers run a job. */
    public int running() {
        return (int) workers.stream().filter(each -> each.running() != null).count();
    }
}
