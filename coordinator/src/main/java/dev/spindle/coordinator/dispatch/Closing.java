package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.supervision.Rung;
import org.jspecify.annotations.Nullable;

/** How a pool comes to its end: when all is done, soon, or now; asked for, or because too much failed. Guarded by the pool's lock. */
final class Closing {
    private final @Nullable HaltRule haltRule;
    private final WaitingJobs waiting;
    private final Outcomes outcomes;
    private final Places places;
    private final Assignment assignment;
    private final Ladder ladder;

    private long patienceEnds = Long.MAX_VALUE;
    private @Nullable String halted;

    Closing(
            @Nullable HaltRule haltRule,
            WaitingJobs waiting,
            Outcomes outcomes,
            Places places,
            Assignment assignment,
            Ladder ladder) {
        this.haltRule = haltRule;
        this.waiting = waiting;
        this.outcomes = outcomes;
        this.places = places;
        this.assignment = assignment;
        this.ladder = ladder;
    }

    /** Why the pool gave up by its rule; null when it did not. */
    @Nullable
    String halted() {
        return halted;
    }

    /** No more jobs will come; workers without work are let go. */
    void whenDone(long now, Actions actions) {
        assignment.close();
        places.wantAtLeast(0);
        assignment.pause(false);
        assignment.serveQueue(now, actions);
        haltWhenDue(now, actions); // a job whose task cannot be made has failed
        if (waiting.isEmpty()) {
            // Until there is none: whose successor was ready has made that idle.
            for (PooledWorker idle = places.nextIdle(); idle != null; idle = places.nextIdle()) {
                assignment.dismiss(idle, now, actions);
            }
        }
        if (outcomes.unsettled() == 0) {
            for (PooledWorker worker : places.workers()) {
                leaveUnused(worker, now, actions);
            }
        }
    }

    /** There is no job for it any more, and never was. */
    private void leaveUnused(PooledWorker worker, long now, Actions actions) {
        if (worker.state() == WorkerState.STARTING && worker.rung() == Rung.NONE) {
            places.dismissed(worker);
            ladder.push(worker, Rung.KILLED, now, actions);
        } else if (worker.state() == WorkerState.RESERVE) {
            assignment.dismiss(worker, now, actions);
        }
    }

    /** Cancels what did not begin; what runs may end, for so long; {@link Long#MAX_VALUE} for ever. */
    void soon(long patienceNanos, long now, Actions actions) {
        outcomes.noMoreAttempts();
        if (patienceNanos != Long.MAX_VALUE) {
            patienceEnds = Math.min(patienceEnds, now + patienceNanos);
        }
        for (Ticket ticket : waiting.drain()) {
            outcomes.givenUp(ticket, actions);
        }
        for (PooledWorker worker : places.workers()) {
            for (Attempt attempt : worker.all()) {
                boolean runs = attempt == worker.first();
                if (!runs && attempt.job().state == JobState.SENT) {
                    attempt.job().state = JobState.CANCELLING;
                    ladder.ask(worker, attempt, now, actions);
                } else if (runs && attempt.job().isChunk() && attempt.job().state == JobState.SENT) {
                    actions.cancelRest(worker, attempt.id());
                }
            }
        }
        whenDone(now, actions);
    }

    /** Kills every worker; every job without an outcome is cancelled as soon as it surely does not run any more. */
    void now(long now, Actions actions) {
        soon(Long.MAX_VALUE, now, actions);
        patienceEnds = Long.MAX_VALUE;
        for (PooledWorker worker : places.workers()) {
            for (Attempt attempt : worker.all()) {
                if (attempt.job().state == JobState.SENT) {
                    attempt.job().state = JobState.CANCELLING;
                }
                attempt.isToStop(now);
            }
            worker.dismissed();
            places.stopping(worker);
            if (!worker.rung().isLast()) {
                ladder.push(worker, Rung.KILLED, now, actions);
            }
        }
    }

    /** Something failed: that may be once too often. */
    void haltWhenDue(long now, Actions actions) {
        if (haltRule == null || halted != null) {
            return;
        }
        halted = outcomes.reasonToHalt();
        if (halted != null && haltRule.now()) {
            now(now, actions);
        } else if (halted != null) {
            soon(Long.MAX_VALUE, now, actions);
        }
    }

    /** When patience with what runs is over; {@link Long#MAX_VALUE} for never. */
    long deadline() {
        return patienceEnds;
    }

    void tick(long now, Actions actions) {
        if (patienceEnds <= now) {
            now(now, actions);
        }
    }
}
