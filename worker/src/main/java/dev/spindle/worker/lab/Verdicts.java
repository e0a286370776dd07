package dev.spindle.worker.lab;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what became of jobs. Thread-safe. */
public final class Verdicts {
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    public synchronized void add(Verdict verdict) {
        counts.merge(verdict, 1, Integer::sum);
    }

    private int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    /** All so far, with what else there is to say. */
    public synchronized Remains remains(int slots, @Nullable Double nextMillis, String bad) {
        int outOfMemory = count(Verdict.OUT_OF_MEMORY);
        return new Remains(
                count(Verdict.RIGHT),
                count(Verdict.WRONG),
                count(Verdict.FAILED) + outOfMemory,
                outOfMemory,
                slots,
                nextMillis,
                bad);
    }
}
