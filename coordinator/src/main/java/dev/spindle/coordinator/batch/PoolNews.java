package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.PoolListener;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Notes what happens to the workers of a pool, until somebody asks. Thread-safe. */
public final class PoolNews implements PoolListener {
    /** The first death most often has the cause; a storm of them is only counted. */
    private static final int TOLD = 3;

    private final String host;
    private Map<DeathReport.Kind, Long> deaths = new EnumMap<>(DeathReport.Kind.class);
    private List<String> told = new ArrayList<>();
    private long started;
    private int died;

    public PoolNews(String host) {
        this.host = host;
    }

    @Override
    public synchronized void workerStarted(int worker, int generation, long processId) {
        started++;
    }

    @Override
    public synchronized void workerLost(DeathReport death) {
        deaths.merge(death.kind(), 1L, Long::sum);
        if (++died <= TOLD) {
            told.add(host + ": " + death);
        }
    }

    /** All since the last call. */
    synchronized BatchResult.News take() {
        BatchResult.News news = new BatchResult.News(started, deaths, told);
        deaths = new EnumMap<>(DeathReport.Kind.class);
        told = new ArrayList<>();
        started = 0;
        return news;
    }
}
