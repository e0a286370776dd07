package dev.spindle.coordinator.cli;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Those who wait for the results of lines, by their numbers: most often nobody does. Thread-safe. */
final class AwaitedResults {
    private final Map<Long, CompletableFuture<ResultLine>> bySeq = new ConcurrentHashMap<>();

    /** The result of the line, which is not there yet. */
    CompletableFuture<ResultLine> of(long seq) {
        return bySeq.computeIfAbsent(seq, each -> new CompletableFuture<>());
    }

    /** Nobody needs the result of the line after all. */
    void forget(long seq) {
        bySeq.remove(seq);
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
