package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.supervision.Rung;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pool's state and every step it can make. Not thread-safe: the pool's lock guards it. Times are nanoseconds of one monotonic
 * clock.
 *
 * <p>A job waits in the queue, is sent into a worker's window, and leaves with exactly one outcome. A worker that dies is charged to the
 * job that ran, which is the oldest it had not answered; all others go back to the front of the queue as if never sent.
 */
public final class Dispatcher {
    private final Ladder ladder;
    private final WaitingJobs waiting;
    private final Outcomes outcomes;
    private final Places places;
    private final Assignment assignment;
    private long strayAnswers;

    public Dispatcher(DispatchSettings settings, Set<String> taskClasses) {
        this.ladder = new Ladder(settings.graceNanos());
        this.waiting = new WaitingJobs(settings.queueCapacity(), settings.queueBytes());
        this.outcomes = new Outcomes(settings.retryPolicy(), waiting);
        this.places = new Places(settings.workers(), taskClasses);
        this.assignment = new Assignment(waiting, places, outcomes);
    }

    // ---- what callers ask

    /** Whether a submitter should wait. */
    public boolean isFull() {
        return waiting.isFull();
    }

    /** Whether a submitter that waited may go on: a quarter is free again, so that it is not woken for every place. */
    public boolean hasRoom() {
        return waiting.hasRoom();
    }

    /** The first failed start, when workers do not start at all and none is left; else null. */
    public @Nullable DeathReport broken() {
        return places.broken();
    }

    /** Jobs that wait for a worker. */
    int queued() {
        return waiting.count();
    }

    /** As {@link #queued}, with those that were cancelled meanwhile and not been passed over yet. */
    int queueLength() {
        return waiting.length();
    }

    /** Jobs without an outcome. */
    public int unsettled() {
        return outcomes.unsettled();
    }

    /** Whether no process is left. */
    public boolean isEmpty() {
        return places.areEmpty();
    }

    /** Answers that belonged to no attempt; each was dropped. */
    public long strayAnswers() {
        return strayAnswers;
    }

    public void submit(Ticket ticket, long now, Actions actions) {
        outcomes.expect();
        if (ticket.taskClass() != null) {
            places.learn(ticket.taskClass());
        }
        waiting.addLast(ticket);
        assignment.serveQueue(now, actions);
    }

    /** Starts workers before there are jobs for them, up to {@code count} in all. */
    public void prestart(int count, long now, Actions actions) {
        places.wantAtLeast(assignment.isClosing() ? 0 : count);
        places.launchFor(waiting.count(), now, actions);
    }

    /** Cancels the job: at once when it waits here, else by asking its worker. False when it has its outcome already. */
    public boolean cancel(Ticket ticket, long now, Actions actions) {
        Attempt attempt = ticket.attempt;
        PooledWorker worker = ticket.worker;
        switch (ticket.state) {
            case DONE -> {
                return false;
            }
            case QUEUED -> {
                outcomes.cancelled(ticket, -1, Duration.ZERO, actions);
                waiting.passOver(ticket);
            }
            case SENT -> {
                if (attempt != null && worker != null) {
                    ticket.state = JobState.CANCELLING;
                    ladder.ask(worker, attempt, now, actions);
                }
            }
            case CANCELLING -> {}
        }
        return true;
    }

    /**
     * Sets the event {@code name} inside the job, in whichever attempt runs, now or later. False when the job has its outcome already.
     */
    public boolean signal(Ticket ticket, String name, @Nullable RawJson value, Actions actions) {
        if (ticket.state == JobState.DONE) {
            return false;
        }
        Attempt attempt = ticket.attempt;
        PooledWorker worker = ticket.worker;
        boolean isNew = ticket.keepSignal(name, value);
        if (isNew && attempt != null && worker != null && worker.takesSignals()) {
            actions.signal(worker, attempt.id(), name, value);
        }
        return true;
    }

    /** No more jobs will come; workers without work are let go. */
    public void close(long now, Actions actions) {
        assignment.close();
        places.wantAtLeast(0);
        for (PooledWorker worker : places.allIdle()) {
            assignment.dismiss(worker, now, actions);
        }
        for (PooledWorker worker : places.workers()) {
            if (worker.state() == WorkerState.STARTING && outcomes.unsettled() == 0) {
                worker.dismissed();
                places.leaveIdle(worker, WorkerState.STOPPING);
                ladder.push(worker, Rung.KILLED, now, actions);
            }
        }
    }

    /** Gives up: every job without an outcome is cancelled, every worker killed. */
    public void closeNow(long now, Actions actions) {
        assignment.close();
        places.wantAtLeast(0);
        for (Ticket ticket : waiting.drain()) {
            outcomes.cancelled(ticket, -1, Duration.ZERO, actions);
        }
        for (PooledWorker worker : places.workers()) {
            cancelAll(worker, actions);
            places.stopping(worker);
            worker.dismissed();
            ladder.push(worker, Rung.KILLED, now, actions);
        }
    }

    private void cancelAll(PooledWorker worker, Actions actions) {
        for (Attempt each = worker.pollLast(); each != null; each = worker.pollLast()) {
            Ticket ticket = each.ticket;
            if (ticket != null) {
                if (worker.outstandingCount() == 0) {
                    ticket.attempts++; // the oldest ran
                }
                outcomes.cancelled(ticket, worker.index(), Duration.ZERO, actions);
            }
        }
    }

    // ---- what workers do

    /** The worker introduced itself. */
    public void started(PooledWorker worker, WorkerInfo info, long now, Actions actions) {
        if (worker.state() != WorkerState.STARTING || worker.rung() != Rung.NONE) {
            return; // it is being ended already
        }
        worker.introduced(info);
        places.started(worker);
        if (assignment.isClosing() && waiting.count() == 0) {
            assignment.dismiss(worker, now, actions);
        } else {
            assignment.refill(worker, now, actions);
        }
    }

    /** The worker answered the attempt {@code id}. Call {@link #refill} when all that came with it was told. */
    public void answered(PooledWorker worker, long id, FromWorker answer, long now, Actions actions) {
        Attempt oldest = worker.first();
        Attempt attempt = worker.take(id);
        if (attempt == null) {
            strayAnswers++;
            return;
        }
        long nanos = now - Math.max(worker.runningSince(attempt), attempt.sentNanos);
        if (attempt == oldest) {
            worker.window.answered(nanos);
            worker.answeredAt(now);
            if (worker.state() != WorkerState.STOPPING) {
                ladder.nextBegins(worker, now);
            }
        }
        Ticket ticket = attempt.ticket;
        if (ticket != null) {
            outcomes.answered(ticket, worker, answer, Duration.ofNanos(Math.max(0, nanos)), actions);
        }
    }

    /** The worker says that it is about to leave on purpose. */
    public void goodbye(PooledWorker worker, @Nullable Long running) {
        worker.saidGoodbye(running);
    }

    /** Gives the worker that answered what comes next; a job that it cannot take goes to another. */
    public void refill(PooledWorker worker, long now, Actions actions) {
        assignment.refill(worker, now, actions);
    }

    /** The worker closed its output: it gets no more jobs, and the grace time to end. */
    public void closed(PooledWorker worker, long now) {
        if (worker.state() == WorkerState.EXITED) {
            return;
        }
        places.stopping(worker);
        if (worker.rung() == Rung.NONE) {
            worker.pushedTo(Rung.ASKED, now);
        }
    }

    /** The worker can no longer be talked to, or talks nonsense: it is ended. */
    public void unusable(PooledWorker worker, long now, Actions actions) {
        if (worker.state() != WorkerState.EXITED && worker.rung() != Rung.KILLED) {
            places.stopping(worker);
            ladder.push(worker, Rung.KILLED, now, actions);
        }
    }

    /**
     * The worker's process is gone, and everything it had written was told before.
     *
     * @return how it ended and what ran then; null when it left because it was told to
     */
    public @Nullable DeathReport exited(PooledWorker worker, DeathReport facts, long now, Actions actions) {
        places.exited(worker, facts, now);
        Attempt ran = worker.ranAtDeath();
        Duration elapsed = Duration.ofNanos(ran == null ? 0 : now - worker.runningSince(ran));
        DeathReport death = ran == null ? facts : facts.during(ran.job().number(), elapsed);
        for (Attempt each = worker.pollLast(); each != null; each = worker.pollLast()) {
            Ticket ticket = each.ticket;
            if (ticket != null && each == ran) {
                outcomes.lost(ticket, worker, death, elapsed, actions);
            } else if (ticket != null) {
                outcomes.notRun(ticket, worker, actions);
            }
        }
        DeathReport first = broken();
        if (first == null) {
            assignment.serveQueue(now, actions);
        } else {
            for (Ticket ticket : waiting.drain()) {
                outcomes.neverRun(ticket, first, actions);
            }
        }
        return worker.wasDismissed() ? null : death;
    }

    // ---- time

    /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} when not before another event. */
    public long nextDeadline() {
        return places.nextDeadline(ladder);
    }

    /** Time has passed: limits are enforced, delayed starts made. */
    public void tick(long now, Actions actions) {
        places.tick(now);
        for (PooledWorker worker : places.workers()) {
            if (ladder.deadline(worker) <= now) {
                overdue(worker, now, actions);
            }
        }
        assignment.serveQueue(now, actions); // a job that ran out of time may have another attempt
    }

    private void overdue(PooledWorker worker, long now, Actions actions) {
        if (worker.rung() != Rung.NONE) {
            places.stopping(worker);
            worker.exonerateIfOneWasAsked();
            ladder.push(worker, worker.rung().next(), now, actions);
            return;
        }
        if (worker.state() == WorkerState.STARTING) {
            ladder.push(worker, Rung.KILLED, now, actions);
            return;
        }
        Attempt attempt = worker.first();
        Ticket ticket = attempt == null ? null : attempt.ticket;
        if (attempt != null && ticket != null) {
            long ran = now - worker.runningSince(attempt);
            attempt.ticket = null;
            outcomes.timedOut(ticket, worker, Duration.ofNanos(ran), actions);
            ladder.ask(worker, attempt, now, actions);
        }
    }
}
