package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.PoolTimes;
import dev.spindle.coordinator.Stop;
import dev.spindle.coordinator.supervision.Rung;
import dev.spindle.coordinator.supervision.WorkerLimits;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.WorkerInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pool's state and every step it can make. Not thread-safe: the pool's lock guards it. Times are nanoseconds of one monotonic
 * clock.
 *
 * <p>A job waits in the queue, is sent into a worker's window, and leaves with exactly one outcome. A worker that dies is charged to the
 * job that ran, which is the oldest it had not answered; all others go back to the front of the queue as if never sent.
 */
public final class Dispatcher {
    private final WorkerLimits limits;
    private final Ladder ladder;
    private final WaitingJobs waiting;
    private final Outcomes outcomes;
    private final Places places;
    private final Assignment assignment;
    private final Closing closing;
    private final Deadlines deadlines;
    private final WorkingTimes times = new WorkingTimes();
    private long strayAnswers;

    public Dispatcher(DispatchSettings settings, Set<String> taskClasses) {
        this.limits = settings.limits();
        this.ladder = new Ladder(limits);
        this.waiting = new WaitingJobs(settings.queueOrder(), settings.queueCapacity(), settings.queueBytes());
        this.outcomes = new Outcomes(settings.retryPolicy(), settings.haltRule(), waiting);
        this.places = new Places(settings.workers(), taskClasses, settings.oneAtATime() ? 1 : Window.MAX);
        this.assignment = new Assignment(waiting, places, outcomes, limits);
        this.closing = new Closing(settings.haltRule(), waiting, outcomes, places, assignment, ladder);
        this.deadlines = new Deadlines(limits, ladder, places, waiting, closing);
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

    /** Why the pool gave up by its rule; null when it did not. */
    public @Nullable String halted() {
        return closing.halted();
    }

    /** Jobs that wait for a worker. */
    public int queued() {
        return waiting.count();
    }

    /** As {@link #queued}, with those that were cancelled meanwhile and not been passed over yet. */
    int queueLength() {
        return waiting.length();
    }

    /** Whether a start has failed so lately that none is made. */
    boolean isStartDelayed() {
        return places.isStartDelayed();
    }

    /** The workers whose process is not gone, as far as is known here: the caller knows their processes. */
    public List<PooledWorker> workers() {
        return places.workers();
    }

    /** Jobs without an outcome. */
    public int unsettled() {
        return outcomes.unsettled();
    }

    /** Whether no process is left. */
    public boolean isEmpty() {
        return places.areEmpty();
    }

    /** Where the time of the workers went so far. */
    public PoolTimes times(long now) {
        return times.sum(places.workers(), now);
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
        ticket.waitsSinceNanos = now;
        waiting.add(ticket);
        serveQueue(now, actions);
    }

    /**
     * The answer of a chunk was read, and said nothing of these of its jobs: each runs by itself, before all that waits. To be called once for
     * each chunk that has succeeded, which is unsettled until then.
     */
    public void submitLeft(List<Ticket> jobs, long now, Actions actions) {
        outcomes.left(jobs, actions);
        serveQueue(now, actions);
    }

    private void serveQueue(long now, Actions actions) {
        assignment.serveQueue(now, actions);
        closing.haltWhenDue(now, actions); // a job whose task cannot be made has failed
    }

    /** Starts workers before there are jobs for them, up to {@code count} in all. */
    public void prestart(int count, long now, Actions actions) {
        places.wantAtLeast(assignment.isClosing() ? 0 : count);
        places.launchFor(waiting.count(), now, actions);
    }

    /** Gives no job to a worker until {@link #resume}. */
    public void pause() {
        assignment.pause(true);
    }

    public void resume(long now, Actions actions) {
        assignment.pause(false);
        serveQueue(now, actions);
    }

    /** Cancels the job: at once when it waits here, else by asking its worker. False when what becomes of it is decided already. */
    public boolean cancel(Ticket ticket, long now, Actions actions) {
        Attempt attempt = ticket.attempt;
        PooledWorker worker = ticket.worker;
        switch (ticket.state) {
            case DONE -> {
                return false;
            }
            case QUEUED -> {
                ticket.isGivenUp = true;
                waiting.passOver(ticket);
                outcomes.givenUp(ticket, actions);
            }
            case SENT -> {
                ticket.isGivenUp = true;
                if (attempt != null && worker != null) {
                    ticket.state = JobState.CANCELLING;
                    ladder.ask(worker, attempt, now, actions);
                }
            }
            case CANCELLING -> {}
            case OVERRUN -> {
                boolean decided = !ticket.isGivenUp && !outcomes.mayRunAgain(ticket);
                ticket.isGivenUp |= !decided;
                return !decided;
            }
        }
        return true;
    }

    /**
     * As {@link #cancel(Ticket, long, Actions)}, for the job of that number. Of a chunk it is that job alone: the others keep their results, or go
     * on by themselves and are not charged, as they do when a chunk was over time. False as well when there is no such job here.
     */
    public boolean cancel(long job, long now, Actions actions) {
        Ticket ticket = find(job);
        if (ticket == null || !ticket.isChunk()) {
            return ticket != null && cancel(ticket, now, actions);
        }
        Attempt attempt = ticket.attempt;
        PooledWorker worker = ticket.worker;
        ticket.giveUp(job);
        if (ticket.state == JobState.QUEUED) {
            waiting.passOver(ticket);
            outcomes.dissolve(ticket, actions);
            serveQueue(now, actions);
        } else if (ticket.state == JobState.SENT && attempt != null && worker != null && !attempt.asked) {
            ladder.ask(worker, attempt, now, actions);
        }
        return true;
    }

    /** The job of that number, or the chunk that it is in; null when that is not here: any more, or yet. */
    private @Nullable Ticket find(long job) {
        for (PooledWorker worker : places.workers()) {
            for (Attempt attempt : worker.all()) {
                if (attempt.job().has(job)) {
                    return attempt.job();
                }
            }
        }
        return waiting.find(job);
    }

    /**
     * Asks the worker that runs the job of that number what its threads do.
     *
     * @param told the answer; nothing when the worker ends without one. Called under the pool's lock, once at most
     */
    public Inquiry inquire(long job, Consumer<Optional<FromWorker>> told, Actions actions) {
        Ticket ticket = find(job);
        if (ticket == null) {
            return Inquiry.UNKNOWN;
        }
        PooledWorker worker = ticket.worker;
        Attempt attempt = ticket.attempt;
        if (worker == null || attempt == null || worker.first() != attempt) {
            return new Inquiry(Inquiry.Standing.WAITS, worker, Message.NO_ID, attempt);
        }
        if (!worker.tellsStacks()) {
            return new Inquiry(Inquiry.Standing.CANNOT_TELL, worker, Message.NO_ID, attempt);
        }
        long id = assignment.nextId();
        worker.asked(id, told);
        actions.askStack(worker, id);
        return new Inquiry(Inquiry.Standing.ASKED, worker, id, attempt);
    }

    /** Nobody waits for the answer any more: one that comes all the same belongs to nobody. */
    public void forget(Inquiry inquiry) {
        PooledWorker worker = inquiry.worker();
        if (worker != null) {
            worker.forget(inquiry.id());
        }
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

    /** The worker that has this job and no other; null when there is none. */
    public @Nullable PooledWorker aloneWith(Ticket ticket) {
        PooledWorker worker = ticket.worker;
        return worker != null && worker.outstandingCount() == 1 ? worker : null;
    }

    /** Something that was to be a job failed before it could become one; it counts for the rule that halts the pool. */
    public void countFailure(long now, Actions actions) {
        outcomes.countFailure();
        closing.haltWhenDue(now, actions);
    }

    // ---- the end

    /** No more jobs will come; workers without work are let go. */
    public void close(long now, Actions actions) {
        closing.whenDone(now, actions);
    }

    /**
     * Gives up what did not begin: it is cancelled, and nothing is tried again; what runs may end.
     *
     * @param patienceNanos how long it may take until {@link #closeNow}; {@link Long#MAX_VALUE} for ever
     */
    public void closeSoon(long patienceNanos, long now, Actions actions) {
        closing.soon(patienceNanos, now, actions);
    }

    /** Gives up: every worker is killed, and every job without an outcome is cancelled as soon as it surely does not run any more. */
    public void closeNow(long now, Actions actions) {
        closing.now(now, actions);
    }

    // ---- what workers do

    /** The worker introduced itself. */
    public void started(PooledWorker worker, WorkerInfo info, long now, Actions actions) {
        if (worker.state() != WorkerState.STARTING || worker.rung() != Rung.NONE) {
            return; // it is being ended already
        }
        worker.introduced(info, now);
        worker.heard(now);
        places.started(worker, now);
        if (assignment.isClosing() && waiting.isEmpty() && worker.state() == WorkerState.IDLE) {
            assignment.dismiss(worker, now, actions);
        } else {
            refill(worker, now, actions);
        }
    }

    /** The worker sent something: it lives. */
    public void heard(PooledWorker worker, long now) {
        worker.heard(now);
    }

    /** The worker answered the attempt {@code id}. Call {@link #refill} when all that came with it was told. */
    public void answered(PooledWorker worker, long id, FromWorker answer, long now, Actions actions) {
        Attempt oldest = worker.first();
        Attempt attempt = worker.take(id);
        if (attempt == null) {
            Consumer<Optional<FromWorker>> asked = worker.forget(id);
            if (asked == null) {
                strayAnswers++;
            } else {
                asked.accept(Optional.of(answer));
            }
            return;
        }
        boolean hadBegun = attempt == oldest;
        long nanos = hadBegun ? worker.ran(attempt, now) : 0;
        Outcomes.Ended how = new Outcomes.Ended(nanos, hadBegun, stopOf(worker, attempt, hadBegun, now), now);
        if (hadBegun) {
            times.answered(worker, attempt, answer, nanos);
            worker.window.answered(nanos, attempt.job().items());
            worker.answeredAt(now);
            ladder.nextBegins(worker, now);
        }
        Duration overran = attempt.overran;
        if (overran != null && !attempt.job().isChunk()) {
            outcomes.timedOut(attempt.job(), worker, overran, how, actions);
        } else {
            outcomes.answered(attempt.job(), worker, answer, how, actions);
        }
        if (hadBegun && actions.watchesAttempts()) {
            actions.attemptEnded(AttemptReports.answered(worker, attempt, answer, how));
        }
        closing.haltWhenDue(now, actions);
    }

    /** How it stopped, if it was to; what had not begun was not stopped by what its worker was pushed to for another. */
    private static @Nullable Stop stopOf(PooledWorker worker, Attempt attempt, boolean hadBegun, long now) {
        return attempt.asked ? attempt.stop(hadBegun ? worker.rung() : Rung.ASKED, now) : null;
    }

    /** The worker says that it is about to leave on purpose. */
    public void goodbye(PooledWorker worker, @Nullable Long running) {
        worker.saidGoodbye(running);
    }

    /** Gives the worker that answered what comes next; a job that it cannot take goes to another. */
    public void refill(PooledWorker worker, long now, Actions actions) {
        assignment.refill(worker, now, actions);
        closing.haltWhenDue(now, actions); // a job whose task cannot be made has failed
    }

    /** The worker has so many bytes of resident memory: one that is too large is replaced, and the job that runs has the grace time. */
    public void weighed(PooledWorker worker, long bytes, long now, Actions actions) {
        if (!limits.isTooLarge(bytes) || worker.isToLeave()) {
            return;
        }
        String why = "its resident memory of " + (bytes >> 20) + " MiB was over the limit of "
                + (limits.residentBytes() >> 20) + " MiB";
        if (worker.state() == WorkerState.BUSY || worker.state() == WorkerState.DRAINING) {
            worker.mustLeave(why, now);
            if (worker.state() == WorkerState.BUSY) {
                places.drains(worker);
            }
            if (worker.rung() == Rung.NONE) {
                worker.pushedTo(Rung.ASKED, now);
            }
            serveQueue(now, actions);
        } else if (worker.state() == WorkerState.IDLE && worker.given() > 0) { // else no job would ever run
            worker.mustLeave(why, now);
            assignment.dismiss(worker, now, actions);
        }
    }

    /** The worker closed its output: it gets no more jobs, and the grace time to end. */
    public void closed(PooledWorker worker, long now) {
        if (worker.state() == WorkerState.EXITED) {
            return;
        }
        worker.closed();
        places.stopping(worker);
        if (worker.rung() == Rung.NONE) {
            worker.pushedTo(Rung.ASKED, now);
        }
    }

    /** The worker can no longer be talked to, or talks nonsense: it is ended. */
    public void unusable(PooledWorker worker, long now, Actions actions) {
        if (worker.state() != WorkerState.EXITED && !worker.rung().isLast()) {
            places.stopping(worker);
            ladder.push(worker, Rung.KILLED, now, actions);
        }
    }

    /**
     * The worker's process is gone, and everything it had written was told before.
     *
     * @return how it ended and what ran then
     */
    public DeathReport exited(PooledWorker worker, DeathReport facts, long now, Actions actions) {
        DeathReport explained = worker.explained(facts, now);
        worker.answersNothing();
        places.exited(worker, explained, now);
        times.gone(worker, now);
        Attempt ran = worker.ranAtDeath();
        DeathReport death = ran == null || ran.job().isChunk()
                ? explained
                : explained.during(ran.job().number(), Duration.ofNanos(worker.ran(ran, now)));
        for (Attempt each = worker.pollLast(); each != null; each = worker.pollLast()) {
            Duration overran = each.overran;
            boolean hadBegun = each == ran || overran != null;
            long nanos = hadBegun ? worker.ran(each, now) : 0;
            times.cutShort(nanos);
            Outcomes.Ended how = new Outcomes.Ended(nanos, hadBegun, stopOf(worker, each, hadBegun, now), now);
            if (overran != null && !each.job().isChunk()) {
                outcomes.timedOut(each.job(), worker, overran, how, actions);
            } else if (each == ran || overran != null) {
                outcomes.lost(each.job(), worker, death, how, actions);
            } else {
                outcomes.notRun(each.job(), worker, actions);
            }
            if (hadBegun && actions.watchesAttempts()) {
                actions.attemptEnded(AttemptReports.died(worker, each, death, how));
            }
        }
        closing.haltWhenDue(now, actions);
        DeathReport first = broken();
        if (first == null) {
            serveQueue(now, actions);
        } else {
            for (Ticket ticket : waiting.drain()) {
                outcomes.neverRun(ticket, first, actions);
            }
        }
        return death;
    }

    // ---- time

    /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} when not before another event. */
    public long nextDeadline() {
        return deadlines.next();
    }

    /** Time has passed: limits are enforced, delayed starts and attempts made. */
    public void tick(long now, Actions actions) {
        if (deadlines.tick(now, actions)) {
            serveQueue(now, actions); // a job that ran out of time may have another attempt
        }
    }
}
