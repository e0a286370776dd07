package dev.spindle.coordinator.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of many rounds. Thread-safe. */
final class Tally {
    private final Map<String, Long> faults = new TreeMap<>();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final List<Long> orphanMillis = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private long rounds;
    private long results;
    private long goneOn;

    /** A fault did something to a run. */
    synchronized void struck(String kind) {
        faults.merge(kind, 1L, Long::sum);
    }

    synchronized void lived(int status, long lines) {
        rounds++;
        results += lines;
        statuses.merge(status, 1L, Long::sum);
    }

    /** A run was gone on with until all was done. */
    synchronized void goneOn() {
        goneOn++;
    }

    /** How long workers outlived their coordinator. */
    synchronized void orphaned(long millis) {
        orphanMillis.add(millis);
    }

    synchronized void violated(long seed, Throwable how) {
        violations.add("seed " + seed + ": " + how);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public synchronized String toString() {
        List<Long> sorted = orphanMillis.stream().sorted().toList();
        return rounds + " runs, " + goneOn + " of them to go on with others, " + results + " results, exit statuses "
                + statuses + ", faults " + faults
                + (sorted.isEmpty()
                        ? ""
                        : ", workers outlived a killed coordinator by " + sorted.get(sorted.size() / 2)
                                + " ms (median), " + sorted.get(sorted.size() - 1) + " ms (most)")
                + ", " + violations.size() + " violations";
    }
}
