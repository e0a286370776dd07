package dev.spindle.coordinator.process;

import dev.spindle.coordinator.Crossing;
import dev.spindle.coordinator.DeathReport;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.util.List;

/** What a {@link WorkerProcess} tells its pool; each from a thread of that process's own, the end after everything else. */
public interface WorkerEvents {
    /** The worker is ready for jobs. */
    void introduced(WorkerInfo info);

    /** Messages that came together; returns how many jobs the worker has now. The list is used again after the call. */
    int received(List<FromWorker> messages);

    /** A line on the worker's stderr. */
    void stderr(String line);

    /** It closed its output: it should end now. */
    void closed();

    /** The worker can no longer be talked to, or what it sends is no message. */
    void unusable();

    /** Just before the end, where that is recorded: what crossed between the process and its pool. */
    void crossed(List<Crossing> crossings);

    /** The process is gone and all it had written was told. */
    void exited(DeathReport report);
}
