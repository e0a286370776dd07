package dev.spindle.coordinator;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Pools as the tests want them: small, and quick to start. */
final class Pools {
    /** Longer than anything takes on a slow machine; short enough to see that something hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Pools() {}

    static PoolBuilder small() {
        return WorkerPool.builder().workers(2).heap("64m").jvmArguments(List.of("-XX:TieredStopAtLevel=1"));
    }

    static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
