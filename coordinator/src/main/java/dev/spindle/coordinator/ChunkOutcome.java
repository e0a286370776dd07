package dev.spindle.coordinator;

import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ChunkResult;
import dev.spindle.protocol.codec.Items;
import dev.spindle.protocol.message.ErrorObject;
import java.time.Duration;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of the jobs of a {@link Chunk}. Those that its answer says nothing of go on by themselves, as {@link Job}s. Immutable once it is
 * told.
 */
public final class ChunkOutcome {
    private final int count;
    /** Of all of them; null when there is an answer. */
    private final @Nullable JobOutcome<RawJson> same;

    private final @Nullable ChunkResult answer;
    private final BitSet left;
    private final int worker;
    private final Duration elapsed;
    private final int ran;
    private boolean leftAreCancelled;

    private ChunkOutcome(
            int count,
            @Nullable JobOutcome<RawJson> same,
            @Nullable ChunkResult answer,
            BitSet left,
            int worker,
            Duration elapsed,
            int ran) {
        this.count = count;
        this.same = same;
        this.answer = answer;
        this.left = left;
        this.worker = worker;
        this.elapsed = elapsed;
        this.ran = ran;
    }

    /**
     * @param timeoutNanos of all of them; 0 for none
     * @param givenUp those that somebody cancelled
     */
    static ChunkOutcome of(JobOutcome<RawJson> outcome, int count, long timeoutNanos, BitSet givenUp) {
        BitSet left = new BitSet(count);
        if (!(outcome instanceof JobOutcome.Succeeded<RawJson> ok)) {
            return new ChunkOutcome(count, outcome, null, left, outcome.worker(), outcome.elapsed(), 0);
        }
        ChunkResult answer = ChunkResult.read(ok.result(), count);
        for (int i = 0; i < count; i++) {
            ErrorObject error = answer == null ? null : answer.error(i);
            if (answer == null || (error != null && error.code() == ErrorObject.CANCELLED)) {
                left.set(i);
            }
        }
        int ran = count - left.cardinality();
        if (timeoutNanos > 0 && ok.elapsed().toNanos() >= timeoutNanos) {
            // The last that ran may be what was over time: what it answered when it was asked to stop does not count.
            left.set(Math.max(0, left.previousClearBit(count - 1)));
        } else if (!givenUp.isEmpty()) {
            // As above: it may be another that was asked to stop because of these.
            int last = left.previousClearBit(count - 1);
            if (last >= 0 && !givenUp.get(last)) {
                left.set(last);
            }
        }
        return new ChunkOutcome(
                count, null, answer, left, ok.worker(), ok.elapsed().dividedBy(Math.max(1, ran)), ran);
    }

    /** How many jobs it is. */
    public int count() {
        return count;
    }

    /** How many of them ran until the chunk was answered; 0 where nobody knows. */
    public int ran() {
        return ran;
    }

    /** Those that go on by themselves. */
    BitSet left() {
        return left;
    }

    /** Those that were to go on by themselves were cancelled before they could. */
    void cancelLeft() {
        leftAreCancelled = true;
    }

    /** Whether the job {@code index}, from 0, has its outcome here. */
    public boolean has(int index) {
        return leftAreCancelled || !left.get(index);
    }

    /** Whether the job {@code index} has succeeded: its result is the one at that place in {@link #results()}. */
    public boolean isOk(int index) {
        return answer != null && !left.get(index) && answer.error(index) == null;
    }

    /** The results, before the first; there is one for each job, null for those that have none. */
    public Items results() {
        if (answer == null) {
            throw new IllegalStateException("there are no results");
        }
        return answer.results();
    }

    /** Whether there are {@link #results()}. */
    public boolean hasResults() {
        return answer != null;
    }

    /** The outcome of the job {@code index}, which is here and not ok. */
    public JobOutcome<RawJson> notOk(int index) {
        if (same != null) {
            return same;
        }
        ErrorObject error = answer == null || left.get(index) ? null : answer.error(index);
        return error == null
                ? new JobOutcome.Cancelled<>(null, 0, worker, Duration.ZERO, true)
                : new JobOutcome.Failed<>(RemoteError.of(error), 1, worker, elapsed);
    }

    /** The place in the pool of the worker that had them, from 0; -1 when none had. */
    public int worker() {
        return worker;
    }

    /** What one of them took: the time of all, from the later of sending them and the worker's previous answer, by how many ran. */
    public Duration elapsed() {
        return elapsed;
    }

    /** How many bytes of JSON the answer has; 0 where there is none. */
    public int answerBytes() {
        return answer == null ? 0 : answer.length();
    }
}
