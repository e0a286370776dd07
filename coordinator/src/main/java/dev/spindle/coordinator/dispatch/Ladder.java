package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.supervision.Rung;
import dev.spindle.coordinator.supervision.WorkerLimits;

/** How far each worker has been pushed to stop what it does, and when it is time for the next step. */
record Ladder(WorkerLimits limits) {
    /** When something is to be done about the worker; {@link Long#MAX_VALUE} for not by itself. */
    long deadline(PooledWorker worker) {
        if (worker.rung() != Rung.NONE) {
            // One that is to leave may still work for the grace time, and its job's limit counts then, too.
            boolean works = worker.state() != WorkerState.STOPPING;
            return works ? Math.min(climbs(worker), timeIsOver(worker)) : climbs(worker);
        }
        if (worker.state() == WorkerState.STARTING) {
            return worker.launchedNanos() + limits.startNanos();
        }
        return Math.min(timeIsOver(worker), worker.silentAt(limits.silenceNanos()));
    }

    /** When the worker is to be pushed to the next rung; {@link Long#MAX_VALUE} for never. */
    long climbs(PooledWorker worker) {
        long patience = worker.rung().patienceNanos(limits.graceNanos());
        return patience == Long.MAX_VALUE ? Long.MAX_VALUE : worker.rungSince() + patience;
    }

    /** When the job that runs exceeds its limit; one that was asked to stop has none any more. */
    private static long timeIsOver(PooledWorker worker) {
        Attempt oldest = worker.first();
        return oldest == null || oldest.asked || oldest.job().timeoutNanos() == 0
                ? Long.MAX_VALUE
                : worker.runningSince(oldest) + oldest.job().timeoutNanos();
    }

    /** Asks the worker to stop the attempt; if that is the one that runs, its grace time begins. */
    void ask(PooledWorker worker, Attempt attempt, long now, Actions actions) {
        attempt.isToStop(now);
        actions.cancel(worker, attempt.id());
        if (attempt == worker.first() && worker.rung() == Rung.NONE) {
            worker.pushedTo(Rung.ASKED, now);
        }
    }

    /** The next attempt may be one that was asked to stop while it waited: its grace time begins now. */
    void nextBegins(PooledWorker worker, long now) {
        if (worker.state() == WorkerState.STOPPING) {
            return;
        }
        if (worker.isToLeave()) {
            worker.pushedTo(Rung.ASKED, worker.toLeaveSince()); // no longer since the job before was asked
        } else {
            Attempt next = worker.first();
            worker.pushedTo(next != null && next.asked ? Rung.ASKED : Rung.NONE, now);
        }
    }

    void push(PooledWorker worker, Rung rung, long now, Actions actions) {
        worker.pushedTo(rung, now);
        switch (rung) {
            case TERMINATED -> actions.terminate(worker);
            case KILLED -> actions.kill(worker);
            case ABANDONED -> actions.abandon(worker);
            case NONE, ASKED -> {}
        }
    }
}
