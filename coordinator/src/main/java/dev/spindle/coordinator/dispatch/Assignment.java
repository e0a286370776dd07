package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.supervision.Rung;
import dev.spindle.coordinator.supervision.WorkerLimits;
import dev.spindle.protocol.RawJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which waiting job goes to which worker, and when; and which worker goes because no job will come. Guarded by the pool's lock. */
final class Assignment {
    /** A worker holds no more input than this beside the job that runs. */
    private static final long WINDOW_BYTES = 256 << 10;

    private final WaitingJobs waiting;
    private final Places places;
    private final Outcomes outcomes;
    private final WorkerLimits limits;
    private long lastAttempt;
    private boolean closing;
    private boolean paused;

    Assignment(WaitingJobs waiting, Places places, Outcomes outcomes, WorkerLimits limits) {
        this.waiting = waiting;
        this.places = places;
        this.outcomes = outcomes;
        this.limits = limits;
    }

    /** No more jobs will come. */
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /** While paused no job is given to a worker; one who waits for the end would wait for ever. */
    void pause(boolean on) {
        paused = on && !closing;
    }

    /** A job that failed for want of its task may have been the one too many: then no other begins before the pool gives up. */
    private boolean gives() {
        return !paused && !outcomes.isTimeToHalt();
    }

    /** No job waits while a worker is idle, or while one could be started for it. */
    void serveQueue(long now, Actions actions) {
        PooledWorker idle = places.nextIdle();
        while (gives() && waiting.count() > 0 && idle != null) {
            fill(idle, now, actions); // it is busy then, or was dismissed because it does not know the task
            idle = places.nextIdle();
        }
        places.launchFor(waiting.count(), now, actions);
    }

    /** Gives the worker that answered what comes next; a job that it cannot take goes to another. */
    void refill(PooledWorker worker, long now, Actions actions) {
        fill(worker, now, actions);
        serveQueue(now, actions);
    }

    /**
     * Gives the worker what its window has room for, once it is down to half, so that jobs travel in batches; but it never holds more
     * than its share of the queue, so that no worker sits on what others could do.
     */
    private void fill(PooledWorker worker, long now, Actions actions) {
        WorkerState state = worker.state();
        boolean takes = gives() && (state == WorkerState.IDLE || state == WorkerState.BUSY);
        int window = worker.window.size();
        int held = worker.outstandingCount();
        boolean knowsAll = true;
        if (takes && waiting.count() > 0 && held <= window / 2) {
            int share = Math.max(1, waiting.count() / places.count());
            int room = Math.min(window, share) - held;
            while (room > 0 && knowsAll && waiting.count() > 0 && hasRoomFor(worker)) {
                Ticket ticket = waiting.poll();
                if (ticket != null && mayHave(worker, ticket)) {
                    knowsAll = send(worker, ticket, now, actions);
                    room--;
                } else if (ticket != null) {
                    outcomes.dissolve(ticket, actions);
                }
            }
        }
        becomeIdleOrBusy(worker, now, actions);
        if (takes) {
            retire(worker, knowsAll, now, actions);
        }
    }

    /** No worker is given more jobs than it may have, nor a chunk where it knows nothing of those. */
    private boolean mayHave(PooledWorker worker, Ticket ticket) {
        return !ticket.isChunk() || (worker.takesChunks() && ticket.items() <= limits.left(worker.given()));
    }

    private boolean hasRoomFor(PooledWorker worker) {
        return limits.left(worker.given()) > 0
                && (worker.outstandingCount() == 0 || worker.outstandingBytes() < WINDOW_BYTES);
    }

    private void becomeIdleOrBusy(PooledWorker worker, long now, Actions actions) {
        boolean nothing = worker.outstandingCount() == 0;
        if (worker.state() == WorkerState.IDLE && !nothing) {
            places.becameBusy(worker);
        } else if (worker.state() == WorkerState.BUSY && nothing) {
            places.becameIdle(worker);
        } else if (worker.state() == WorkerState.DRAINING && nothing) {
            dismiss(worker, now, actions);
        }
        if (worker.state() == WorkerState.IDLE && closing && waiting.isEmpty()) {
            dismiss(worker, now, actions);
        }
    }

    /** A worker that was given all it may have, or does not know what comes next, is replaced: its successor starts before it leaves. */
    private void retire(PooledWorker worker, boolean knowsAll, long now, Actions actions) {
        boolean usedUp = limits.left(worker.given()) == 0;
        if (worker.state() == WorkerState.BUSY && (usedUp || !knowsAll)) {
            places.drains(worker);
        } else if (worker.state() == WorkerState.IDLE && !knowsAll) {
            dismiss(worker, now, actions);
        } else if (limits.nearlyUsedUp(worker.given(), worker.window.itemNanos(), places.startNanos())) {
            places.retiresAfter(worker, limits.left(worker.given()));
        }
    }

    /** False when the worker cannot take this job; it is back in the queue then. */
    private boolean send(PooledWorker worker, Ticket ticket, long now, Actions actions) {
        String task = worker.nameOf(ticket);
        if (task == null) {
            if (worker.taskClasses().contains(ticket.taskClass())) {
                outcomes.unusableTask(ticket, worker, actions);
                return true;
            }
            // Started before this class was first submitted: a worker that knows it takes this one's place.
            waiting.putBack(ticket);
            return false;
        }
        Map<String, @Nullable RawJson> signals = worker.takesSignals() ? ticket.signals() : Map.of();
        Attempt attempt = new Attempt(nextId(), task, ticket, signals.size(), now);
        ticket.state = JobState.SENT;
        ticket.worker = worker;
        ticket.attempt = attempt;
        worker.sent(attempt);
        actions.send(worker, attempt);
        signals.forEach((name, value) -> actions.signal(worker, attempt.id(), name, value));
        return true;
    }

    /** For a request to a worker: never used twice in a pool's life. */
    long nextId() {
        return ++lastAttempt;
    }

    /** Tells the worker, which has nothing to do, to leave. */
    void dismiss(PooledWorker worker, long now, Actions actions) {
        places.dismissed(worker);
        worker.pushedTo(Rung.ASKED, now);
        actions.dismiss(worker);
    }
}
