package dev.spindle.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps all it hears. */
final class News implements PoolListener {
    private final Map<Integer, Long> processes = new ConcurrentHashMap<>();
    private final List<DeathReport> deaths = new CopyOnWriteArrayList<>();
    private final List<DeathReport> left = new CopyOnWriteArrayList<>();
    private final Map<Long, String> printed = new ConcurrentHashMap<>();
    private final List<String> below = new CopyOnWriteArrayList<>();

    @Override
    public void workerStarted(int worker, int generation, long processId) {
        processes.put(worker, processId);
    }

    @Override
    public void workerLost(DeathReport death) {
        deaths.add(death);
    }

    @Override
    public void workerLeft(DeathReport end, int jobs) {
        left.add(end);
    }

    @Override
    public void output(int worker, long job, boolean stderr, String text) {
        printed.merge(job, text, String::concat);
    }

    @Override
    public void stderr(int worker, long job, String line) {
        below.add(job + ": " + line);
    }

    /** The process that has, or had last, the place in the pool; 0 for none. */
    long latestProcess(int worker) {
        return processes.getOrDefault(worker, 0L);
    }

    List<Long> latestProcesses() {
        return new ArrayList<>(processes.values());
    }

    List<DeathReport> deaths() {
        return deaths;
    }

    /** Of workers that were told to leave. */
    List<DeathReport> left() {
        return left;
    }

    String printed(long job) {
        return printed.getOrDefault(job, "");
    }

    /** What came below Java, with the job's number before each line. */
    List<String> below() {
        return below;
    }
}
