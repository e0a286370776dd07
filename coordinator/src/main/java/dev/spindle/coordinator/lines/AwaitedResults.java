package dev.spindle.coordinator.lines;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Those who wait for the results of lines, by their numbers: most often nobody does. Thread-safe. */
public final class AwaitedResults {
    private final Map<Long, CompletableFuture<ResultLine>> bySeq = new ConcurrentHashMap<>();

    /** The result of the line, which is not there yet; {@code ifNew} is what comes of it, unless somebody waits for it already. */
    public CompletableFuture<ResultLine> of(long seq, CompletableFuture<ResultLine> ifNew) {
        CompletableFuture<ResultLine> known = ifNew.isDone() ? null : bySeq.putIfAbsent(seq, ifNew);
        return known == null ? ifNew : known;
    }

    /** There will be no {@code result} of the line for who wanted to wait for it first. */
    public void forget(long seq, CompletableFuture<ResultLine> result) {
        bySeq.remove(seq, result);
    }

    boolean areNone() {
        return bySeq.isEmpty();
    }

    void ended(ResultLine result) {
        CompletableFuture<ResultLine> awaited = areNone() ? null : bySeq.remove(result.seq());
        if (awaited != null) {
            awaited.complete(result);
        }
    }
}
