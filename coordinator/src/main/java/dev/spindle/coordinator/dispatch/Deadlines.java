package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.supervision.Rung;
import dev.spindle.coordinator.supervision.WorkerLimits;
import java.time.Duration;

/** What is to be done because time has passed, and when. Guarded by the pool's lock. */
final class Deadlines {
    /**
     * A tick so late, or by half of how long a worker may be silent, means that this process was stopped, or starved: what workers said
     * meanwhile has not been read yet.
     */
    static final long STALL_NANOS = 1_000_000_000L;
    /** How long it may take to read that. */
    static final long CATCH_UP_NANOS = 200_000_000L;

    private final WorkerLimits limits;
    private final Ladder ladder;
    private final Places places;
    private final WaitingJobs waiting;
    private final Closing closing;
    private final long stallNanos;
    private long caughtUp = Long.MIN_VALUE;

    Deadlines(WorkerLimits limits, Ladder ladder, Places places, WaitingJobs waiting, Closing closing) {
        this.limits = limits;
        this.ladder = ladder;
        this.places = places;
        this.waiting = waiting;
        this.closing = closing;
        long silence = limits.silenceNanos();
        this.stallNanos = silence == 0 ? STALL_NANOS : Math.min(STALL_NANOS, silence / 2);
    }

    /** The earliest of all; {@link Long#MAX_VALUE} when there is none. */
    long next() {
        long next = Math.min(places.nextDeadline(ladder), waiting.nextDue());
        return Math.max(caughtUp, Math.min(next, closing.deadline()));
    }

    /** Does what is due; false when nothing may be done before the workers have been heard. */
    boolean tick(long now, Actions actions) {
        long due = next();
        if (now < caughtUp) {
            return false;
        }
        if (due != Long.MAX_VALUE && now - due > stallNanos) {
            caughtUp = now + CATCH_UP_NANOS;
            places.workers().forEach(each -> each.heard(now));
            return false;
        }
        places.tick(now);
        waiting.tick(now);
        closing.tick(now, actions);
        for (PooledWorker worker : places.workers()) {
            if (ladder.deadline(worker) <= now) {
                overdue(worker, now, actions);
            }
        }
        return true;
    }

    private void overdue(PooledWorker worker, long now, Actions actions) {
        if (ladder.climbs(worker) <= now) {
            places.stopping(worker);
            worker.exonerateIfOneWasAsked();
            worker.mustLeave(worker.whyPushed(), worker.pushedSince());
            ladder.push(worker, worker.rung().next(), now, actions);
        } else if (worker.state() == WorkerState.STARTING) {
            end(worker, "it was not ready within " + millis(limits.startNanos()), now, actions);
        } else if (worker.rung() == Rung.NONE && worker.silentAt(limits.silenceNanos()) <= now) {
            end(worker, "it gave no sign of life for " + millis(limits.silenceNanos()), now, actions);
        } else {
            timeIsOver(worker, now, actions);
        }
    }

    /** At once by SIGKILL: one that is not there yet, or is silent, does not listen. */
    private void end(PooledWorker worker, String why, long now, Actions actions) {
        worker.mustLeave(why, now);
        places.stopping(worker);
        ladder.push(worker, Rung.KILLED, now, actions);
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }

    private void timeIsOver(PooledWorker worker, long now, Actions actions) {
        Attempt attempt = worker.first();
        if (attempt != null) {
            attempt.overran = Duration.ofNanos(worker.ran(attempt, now));
            attempt.job().state = JobState.OVERRUN;
            ladder.ask(worker, attempt, now, actions);
        }
    }
}
