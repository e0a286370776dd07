package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.ChunkOutcome;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.Items;
import org.jspecify.annotations.Nullable;

/** The result lines of a chunk's jobs, one after the other. For one thread. */
public final class ChunkLines {
    private final ChunkOutcome outcome;
    private final @Nullable Items results;
    private final byte[] tail;
    private int index = -1;
    private int ran;

    ChunkLines(ChunkOutcome outcome) {
        this.outcome = outcome;
        this.results = outcome.hasResults() ? outcome.results() : null;
        this.tail = ResultLine.tail(1, outcome.worker(), outcome.elapsed());
    }

    /** Goes on to the next job; false when that has no outcome here, as it goes on by itself. */
    boolean next() {
        index++;
        if (results != null) {
            results.next();
        }
        boolean has = outcome.has(index);
        ran += has ? 1 : 0;
        return has;
    }

    /** When the job ended, if all took the same time and the last of them ended at {@code lastNanos}. */
    long endedNanos(long lastNanos) {
        return lastNanos - Math.max(0, outcome.ran() - ran) * outcome.elapsed().toNanos();
    }

    boolean isOk() {
        return outcome.isOk(index);
    }

    /** What the pool makes of a job that it never could begin; null when that is not so. */
    JobOutcome.@Nullable WorkerLost<RawJson> lost() {
        return !outcome.isOk(index) && outcome.notOk(index) instanceof JobOutcome.WorkerLost<RawJson> lost
                ? lost
                : null;
    }

    /** The result line of the job, which was that of {@code line}. */
    ResultLine line(Line line) {
        return results != null && outcome.isOk(index)
                ? ResultLine.succeeded(line, results.raw(), 1, outcome.worker(), outcome.elapsed())
                : ResultLine.of(line, outcome.notOk(index));
    }

    /** How many bytes the result has; of a job that is ok. */
    int resultBytes() {
        return results == null ? 0 : results.to() - results.from();
    }

    /** How many bytes the result line has at most; of a job that is ok. */
    int mostBytes(Line line) {
        return ResultLine.mostBytes(line, resultBytes(), tail.length);
    }

    /** Writes the result line of a job that is ok to where there is room for it; returns its end. */
    int put(Line line, byte[] out, int at) {
        if (results == null) {
            throw new IllegalStateException("there is no result");
        }
        return ResultLine.putOk(line, results.bytes(), results.from(), results.to(), tail, out, at);
    }
}
