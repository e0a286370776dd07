package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.supervision.Rung;
import dev.spindle.coordinator.supervision.StartPolicy;

/**
 * How far each worker has been pushed to stop what it does, and when it is time for the next step.
 *
 * @param graceNanos how long a job that was asked to stop, or a worker told to leave, may take
 */
record Ladder(long graceNanos) {
    /** When something is to be done about the worker; {@link Long#MAX_VALUE} for not by itself. */
    long deadline(PooledWorker worker) {
        if (worker.rung() != Rung.NONE) {
            long patience = worker.rung().patienceNanos(graceNanos);
            return patience == Long.MAX_VALUE ? Long.MAX_VALUE : worker.rungSince() + patience;
        }
        if (worker.state() == WorkerState.STARTING) {
            return worker.launchedNanos() + StartPolicy.START_NANOS;
        }
        Attempt oldest = worker.first();
        return oldest == null || oldest.ticket == null || oldest.job().timeoutNanos() == 0
                ? Long.MAX_VALUE
                : worker.runningSince(oldest) + oldest.job().timeoutNanos();
    }

    /** Asks the worker to stop the attempt; if that is the one that runs, its grace time begins. */
    void ask(PooledWorker worker, Attempt attempt, long now, Actions actions) {
        attempt.asked = true;
        actions.cancel(worker, attempt.id());
        if (attempt == worker.first() && worker.rung() == Rung.NONE) {
            worker.pushedTo(Rung.ASKED, now);
        }
    }

    /** The next attempt may be one that was asked to stop while it waited: its grace time begins now. */
    void nextBegins(PooledWorker worker, long now) {
        Attempt next = worker.first();
        worker.pushedTo(next != null && next.asked ? Rung.ASKED : Rung.NONE, now);
    }

    void push(PooledWorker worker, Rung rung, long now, Actions actions) {
        worker.pushedTo(rung, now);
        if (rung == Rung.TERMINATED) {
            actions.terminate(worker);
        } else if (rung == Rung.KILLED) {
            actions.kill(worker);
        }
    }
}
