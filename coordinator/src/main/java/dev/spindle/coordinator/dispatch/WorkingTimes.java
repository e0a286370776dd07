package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.PoolTimes;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Spent;
import java.time.Duration;

/** Adds up where the time of the workers goes. Guarded by the pool's lock. */
final class WorkingTimes {
    /** Of a shorter attempt nobody can say what it was spent for, unless its worker does. */
    private static final long LONG_NANOS = 1_000_000;

    /** To read or write less than this takes no part of {@link #LONG_NANOS} that counts. */
    private static final int FEW_BYTES = 16 << 10;

    private long aliveOfThoseGone;
    private long busy;
    private long decode;
    private long run;
    private long encode;
    private long measured;

    /** The attempt was answered, and ran for {@code nanos}. */
    void answered(PooledWorker worker, Attempt attempt, FromWorker answer, long nanos) {
        Spent spent = null;
        long resultBytes = 0;
        if (answer instanceof FromWorker.Result result) {
            spent = result.spent();
            resultBytes = result.value().lengthInMessage();
        } else if (answer instanceof FromWorker.Failure failure) {
            spent = failure.spent();
        }
        busy += nanos;
        if (spent != null) {
            measured(worker, nanos, spent);
        } else if (worker.hasMeasured && isSurelyRun(attempt, nanos, resultBytes)) {
            run += nanos;
            measured += nanos;
        } else {
            worker.unmeasuredNanos += nanos;
        }
    }

    /** What was not measured since the last time is taken to have been alike. */
    private void measured(PooledWorker worker, long nanos, Spent spent) {
        double scale = nanos == 0 ? 0 : 1 + (double) worker.unmeasuredNanos / nanos;
        long known = spent.decode() + spent.run() + spent.encode();
        if (known > nanos) { // it ran while the answer before it was still on its way
            scale *= (double) nanos / known;
        }
        decode += Math.round(spent.decode() * scale);
        run += Math.round(spent.run() * scale);
        encode += Math.round(spent.encode() * scale);
        measured += nanos + worker.unmeasuredNanos;
        worker.unmeasuredNanos = 0;
        worker.hasMeasured = true;
    }

    /** A worker measures one short attempt of many, and so may miss a long one among them. */
    private static boolean isSurelyRun(Attempt attempt, long nanos, long resultBytes) {
        return nanos >= LONG_NANOS
                && !attempt.job().isChunk()
                && attempt.job().input().lengthInMessage() < FEW_BYTES
                && resultBytes < FEW_BYTES;
    }

    /** An attempt ran for {@code nanos} until its worker died. */
    void cutShort(long nanos) {
        busy += nanos;
    }

    void gone(PooledWorker worker, long now) {
        aliveOfThoseGone += worker.aliveNanos(now);
    }

    /** So far; {@code alive} are the workers that are not gone. */
    PoolTimes sum(Iterable<PooledWorker> alive, long now) {
        long all = aliveOfThoseGone;
        for (PooledWorker worker : alive) {
            all += worker.aliveNanos(now);
        }
        return new PoolTimes(
                Duration.ofNanos(all),
                Duration.ofNanos(Math.min(busy, all)),
                Duration.ofNanos(decode),
                Duration.ofNanos(run),
                Duration.ofNanos(encode),
                Duration.ofNanos(measured));
    }
}
