package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.RemoteError;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.supervision.RetryPolicy;
import dev.spindle.coordinator.supervision.Rung;
import dev.spindle.coordinator.supervision.StartPolicy;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
    /** A worker holds no more input than this beside the job that runs. */
    private static final long WINDOW_BYTES = 256 << 10;

    private final DispatchSettings settings;
    private final RetryPolicy retryPolicy;
    private final StartPolicy startPolicy = new StartPolicy();
    private final Set<String> taskClasses;

    /** Jobs that wait, and among them some that were cancelled since: those are passed over. */
    private final ArrayDeque<Ticket> queue = new ArrayDeque<>();

    private int queued;
    private long queuedBytes;
    private int unsettled;
    private long strayAnswers;

    private final @Nullable PooledWorker[] places;
    private final int[] generations;
    /** The idle ones; the most recently used last. */
    private final ArrayDeque<PooledWorker> idle = new ArrayDeque<>();

    private int starting;
    private int vacant;
    private int wantedAtLeast;
    private long nextStartNanos;
    private boolean startDelayed;
    private boolean closing;
    private long lastAttempt;

    public Dispatcher(DispatchSettings settings, Set<String> taskClasses) {
        this.settings = settings;
        this.retryPolicy = settings.retryPolicy();
        this.taskClasses = new LinkedHashSet<>(taskClasses);
        this.places = new PooledWorker[settings.workers()];
        this.generations = new int[settings.workers()];
        this.vacant = settings.workers();
    }

    // ---- what callers ask

    /** Whether a submitter should wait. */
    public boolean isFull() {
        return queued >= settings.queueCapacity() || queuedBytes >= settings.queueBytes();
    }

    /** Whether a submitter that waited may go on: a quarter is free again, so that it is not woken for every place. */
    public boolean hasRoom() {
        return queued <= settings.queueCapacity() * 3 / 4 && queuedBytes <= settings.queueBytes() * 3 / 4;
    }

    /** The first failed start, when workers do not start at all and none is left; else null. */
    public @Nullable DeathReport broken() {
        return isEmpty() ? startPolicy.givenUp() : null;
    }

    /** Jobs without an outcome. */
    public int unsettled() {
        return unsettled;
    }

    /** Whether no process is left. */
    public boolean isEmpty() {
        return vacant == places.length;
    }

    /** Answers that belonged to no attempt; each was dropped. */
    public long strayAnswers() {
        return strayAnswers;
    }

    public void submit(Ticket ticket, long now, Actions actions) {
        unsettled++;
        if (ticket.taskClass() != null) {
            taskClasses.add(ticket.taskClass());
        }
        enqueueLast(ticket);
        PooledWorker worker = idle.peekLast();
        if (worker != null) {
            refill(worker, now, actions);
        } else if (vacant > 0) {
            launchAsNeeded(now, actions);
        }
    }

    /** Starts workers before there are jobs for them, up to {@code count} in all. */
    public void prestart(int count, long now, Actions actions) {
        wantedAtLeast = Math.min(count, places.length);
        launchAsNeeded(now, actions);
        wantedAtLeast = 0;
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
                forgetQueued(ticket);
                settle(ticket, new JobOutcome.Cancelled<>(ticket.attempts, -1, Duration.ZERO), actions);
            }
            case SENT -> {
                if (attempt != null && worker != null) {
                    ticket.state = JobState.CANCELLING;
                    ask(worker, attempt, now, actions);
                }
            }
            case CANCELLING -> {}
        }
        return true;
    }

    /** No more jobs will come; workers without work are let go. */
    public void close(long now, Actions actions) {
        closing = true;
        for (PooledWorker worker : new ArrayList<>(idle)) {
            dismiss(worker, now, actions);
        }
        for (PooledWorker worker : places) {
            if (worker != null && worker.state() == WorkerState.STARTING && unsettled == 0) {
                worker.become(WorkerState.STOPPING);
                starting--;
                push(worker, Rung.KILLED, now, actions);
            }
        }
    }

    /** Gives up: every job without an outcome is cancelled, every worker killed. */
    public void closeNow(long now, Actions actions) {
        closing = true;
        for (Ticket ticket : drainQueue()) {
            settle(ticket, new JobOutcome.Cancelled<>(ticket.attempts, -1, Duration.ZERO), actions);
        }
        for (PooledWorker worker : places) {
            if (worker != null) {
                for (Attempt each = worker.pollLast(); each != null; each = worker.pollLast()) {
                    Ticket ticket = each.ticket;
                    if (ticket != null) {
                        int attempts = ticket.attempts + (worker.outstandingCount() == 0 ? 1 : 0); // the oldest ran
                        settle(ticket, new JobOutcome.Cancelled<>(attempts, worker.index(), Duration.ZERO), actions);
                    }
                }
                stopping(worker);
                push(worker, Rung.KILLED, now, actions);
            }
        }
    }

    // ---- what workers do

    /** The worker introduced itself. */
    public void started(PooledWorker worker, WorkerInfo info, long now, Actions actions) {
        if (worker.state() != WorkerState.STARTING || worker.rung() != Rung.NONE) {
            return; // it is being ended already
        }
        starting--;
        startPolicy.succeeded();
        worker.introduced(info);
        worker.become(WorkerState.IDLE);
        idle.addLast(worker);
        if (closing && queued == 0) {
            dismiss(worker, now, actions);
        } else {
            refill(worker, now, actions);
            launchAsNeeded(now, actions);
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
            if (worker.rung() == Rung.ASKED && worker.state() != WorkerState.STOPPING) {
                worker.pushedTo(Rung.NONE, now);
                askAgainIfWanted(worker, now);
            }
        }
        Ticket ticket = attempt.ticket;
        if (ticket != null) {
            ticket.attempts++;
            Duration elapsed = Duration.ofNanos(Math.max(0, nanos));
            if (answer instanceof FromWorker.Result result) {
                settle(
                        ticket,
                        new JobOutcome.Succeeded<>(result.value(), ticket.attempts, worker.index(), elapsed),
                        actions);
            } else if (answer instanceof FromWorker.Failure failure) {
                failed(ticket, failure.error(), worker, elapsed, actions);
            }
        }
    }

    private void failed(Ticket ticket, ErrorObject error, PooledWorker worker, Duration elapsed, Actions actions) {
        if (error.code() == ErrorObject.CANCELLED) {
            settle(ticket, new JobOutcome.Cancelled<>(ticket.attempts, worker.index(), elapsed), actions);
        } else if (ticket.state != JobState.CANCELLING && retryPolicy.again(RetryOn.FAILED, ticket.attempts)) {
            enqueueFirst(ticket);
        } else {
            settle(
                    ticket,
                    new JobOutcome.Failed<>(RemoteError.of(error), ticket.attempts, worker.index(), elapsed),
                    actions);
        }
    }

    /** The worker says that it is about to leave on purpose. */
    public void goodbye(PooledWorker worker, @Nullable Long running) {
        worker.saidGoodbye(running);
    }

    /** The worker closed its output: it gets no more jobs, and the grace time to end. */
    public void closed(PooledWorker worker, long now) {
        stopping(worker);
        if (worker.rung() == Rung.NONE) {
            worker.pushedTo(Rung.ASKED, now);
        }
    }

    /** The worker can no longer be talked to, or talks nonsense: it is ended. */
    public void unusable(PooledWorker worker, long now, Actions actions) {
        if (worker.rung() != Rung.KILLED) {
            stopping(worker);
            push(worker, Rung.KILLED, now, actions);
        }
    }

    /**
     * The worker's process is gone, and everything it had written was told before.
     *
     * @return whether it left because it was told to
     */
    public boolean exited(PooledWorker worker, DeathReport facts, long now, Actions actions) {
        boolean expected = closing || worker.wasDismissed();
        boolean everReady = worker.state() != WorkerState.STARTING;
        boolean failedStart = !everReady && !closing;
        if (!everReady) {
            starting--;
        }
        idle.remove(worker);
        worker.become(WorkerState.EXITED);
        places[worker.index()] = null;
        vacant++;
        Attempt ran = worker.ranAtDeath();
        for (Attempt each = worker.pollLast(); each != null; each = worker.pollLast()) {
            Ticket ticket = each.ticket;
            if (ticket != null) {
                if (each == ran) {
                    lost(ticket, worker, facts, Duration.ofNanos(now - worker.runningSince(each)), actions);
                } else if (ticket.state == JobState.CANCELLING) {
                    settle(ticket, new JobOutcome.Cancelled<>(ticket.attempts, worker.index(), Duration.ZERO), actions);
                } else {
                    enqueueFirst(ticket);
                }
            }
        }
        if (failedStart) {
            startPolicy.failed(facts);
            nextStartNanos = now + startPolicy.delayNanos();
            startDelayed = true;
        }
        DeathReport first = broken();
        if (first == null) {
            launchAsNeeded(now, actions);
        } else {
            for (Ticket ticket : drainQueue()) {
                settle(ticket, new JobOutcome.WorkerLost<>(first, ticket.attempts, -1, Duration.ZERO), actions);
            }
        }
        return expected;
    }

    private void lost(Ticket ticket, PooledWorker worker, DeathReport facts, Duration ran, Actions actions) {
        ticket.attempts++;
        if (ticket.state == JobState.CANCELLING) {
            settle(ticket, new JobOutcome.Cancelled<>(ticket.attempts, worker.index(), ran), actions);
        } else if (retryPolicy.again(RetryOn.LOST, ticket.attempts)) {
            enqueueFirst(ticket);
        } else {
            DeathReport death = facts.during(ticket.number(), ran);
            settle(ticket, new JobOutcome.WorkerLost<>(death, ticket.attempts, worker.index(), ran), actions);
        }
    }

    /**
     * Gives the worker what its window has room for, once it is down to half, so that jobs travel in batches; and never more than its
     * share of half the queue, so that no worker sits on what others could do.
     */
    public void refill(PooledWorker worker, long now, Actions actions) {
        WorkerState state = worker.state();
        if (state == WorkerState.IDLE || state == WorkerState.BUSY) {
            int window = worker.window.size();
            int held = worker.outstandingCount();
            if (queued > 0 && held <= window / 2) {
                int share = Math.max(1, queued / (2 * places.length));
                for (int room = Math.min(window - held, share); room > 0 && hasRoomFor(worker); room--) {
                    Ticket ticket = pollQueue();
                    if (ticket == null || !send(worker, ticket, now, actions)) {
                        break;
                    }
                }
            }
        }
        becomeIdleOrBusy(worker, now, actions);
    }

    private static boolean hasRoomFor(PooledWorker worker) {
        return worker.outstandingCount() == 0 || worker.outstandingBytes() < WINDOW_BYTES;
    }

    private void becomeIdleOrBusy(PooledWorker worker, long now, Actions actions) {
        boolean nothing = worker.outstandingCount() == 0;
        switch (worker.state()) {
            case IDLE -> {
                if (!nothing) {
                    idle.remove(worker);
                    worker.become(WorkerState.BUSY);
                } else if (closing && queued == 0) {
                    dismiss(worker, now, actions);
                }
            }
            case BUSY -> {
                if (nothing) {
                    worker.become(WorkerState.IDLE);
                    idle.addLast(worker);
                    if (closing && queued == 0) {
                        dismiss(worker, now, actions);
                    }
                }
            }
            case DRAINING -> {
                if (nothing) {
                    dismiss(worker, now, actions);
                }
            }
            default -> {}
        }
    }

    /** False when the worker cannot take this job; it is back in the queue then, or has failed. */
    private boolean send(PooledWorker worker, Ticket ticket, long now, Actions actions) {
        String task = worker.nameOf(ticket);
        if (task == null) {
            if (worker.taskClasses().contains(ticket.taskClass())) {
                settle(ticket, unusableTask(ticket, worker), actions);
                return true;
            }
            // Started before this class was first submitted: a worker that knows it takes this one's place.
            enqueueFirst(ticket);
            if (worker.outstandingCount() == 0) {
                dismiss(worker, now, actions);
            } else {
                worker.become(WorkerState.DRAINING);
            }
            return false;
        }
        Attempt attempt = new Attempt(++lastAttempt, task, ticket, now);
        ticket.state = JobState.SENT;
        ticket.worker = worker;
        ticket.attempt = attempt;
        worker.sent(attempt);
        actions.send(worker, attempt);
        return true;
    }

    private static JobOutcome<RawJson> unusableTask(Ticket ticket, PooledWorker worker) {
        String message = "the workers cannot make a task of class " + ticket.taskClass()
                + ": it must be on their class path, public, with a public no-argument constructor";
        RemoteError error = RemoteError.of(new ErrorObject(ErrorObject.INVALID_PARAMS, message, null));
        return new JobOutcome.Failed<>(error, 0, worker.index(), Duration.ZERO);
    }

    // ---- time

    /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} when not before another event. */
    public long nextDeadline() {
        long next = startDelayed ? nextStartNanos : Long.MAX_VALUE;
        for (PooledWorker worker : places) {
            if (worker != null) {
                next = Math.min(next, deadline(worker));
            }
        }
        return next;
    }

    private long deadline(PooledWorker worker) {
        if (worker.rung() != Rung.NONE) {
            long patience = worker.rung().patienceNanos(settings.graceNanos());
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

    /** Time has passed: limits are enforced, delayed starts made. */
    public void tick(long now, Actions actions) {
        if (startDelayed && now >= nextStartNanos) {
            startDelayed = false;
            launchAsNeeded(now, actions);
        }
        for (PooledWorker worker : places) {
            if (worker != null && deadline(worker) <= now) {
                overdue(worker, now, actions);
            }
        }
    }

    private void overdue(PooledWorker worker, long now, Actions actions) {
        if (worker.rung() != Rung.NONE) {
            stopping(worker);
            worker.exonerateIfOneWasAsked();
            push(worker, worker.rung().next(), now, actions);
            return;
        }
        if (worker.state() == WorkerState.STARTING) {
            push(worker, Rung.KILLED, now, actions);
            return;
        }
        Attempt attempt = worker.first();
        Ticket ticket = attempt == null ? null : attempt.ticket;
        if (attempt != null && ticket != null) {
            long ran = now - worker.runningSince(attempt);
            attempt.ticket = null;
            ticket.attempts++;
            if (retryPolicy.again(RetryOn.TIMEOUT, ticket.attempts)) {
                enqueueFirst(ticket);
            } else {
                Duration limit = Duration.ofNanos(ticket.timeoutNanos());
                settle(
                        ticket,
                        new JobOutcome.TimedOut<>(limit, ticket.attempts, worker.index(), Duration.ofNanos(ran)),
                        actions);
            }
            ask(worker, attempt, now, actions);
        }
    }

    /** Asks the worker to stop the attempt; if that is the one that runs, the ladder begins. */
    private void ask(PooledWorker worker, Attempt attempt, long now, Actions actions) {
        attempt.asked = true;
        actions.cancel(worker, attempt.id());
        if (attempt == worker.first() && worker.rung() == Rung.NONE) {
            worker.pushedTo(Rung.ASKED, now);
        }
    }

    /** The next attempt may be one that was asked to stop while it waited. */
    private static void askAgainIfWanted(PooledWorker worker, long now) {
        Attempt next = worker.first();
        if (next != null && next.asked) {
            worker.pushedTo(Rung.ASKED, now);
        }
    }

    private static void push(PooledWorker worker, Rung rung, long now, Actions actions) {
        worker.pushedTo(rung, now);
        if (rung == Rung.TERMINATED) {
            actions.terminate(worker);
        } else if (rung == Rung.KILLED) {
            actions.kill(worker);
        }
    }

    // ---- workers come and go

    private void launchAsNeeded(long now, Actions actions) {
        if (startDelayed || startPolicy.givenUp() != null) {
            return;
        }
        for (int place = 0; place < places.length && vacant > 0; place++) {
            boolean needed = queued > starting + idle.size() || places.length - vacant < wantedAtLeast;
            if (places[place] == null && needed) {
                PooledWorker worker = new PooledWorker(place, generations[place]++, Set.copyOf(taskClasses), now);
                places[place] = worker;
                vacant--;
                starting++;
                actions.launch(worker);
            }
        }
    }

    private void dismiss(PooledWorker worker, long now, Actions actions) {
        idle.remove(worker);
        worker.become(WorkerState.STOPPING);
        worker.dismissed();
        worker.pushedTo(Rung.ASKED, now);
        actions.dismiss(worker);
    }

    private void stopping(PooledWorker worker) {
        idle.remove(worker);
        if (worker.state() == WorkerState.STARTING) {
            return; // its end is to count as a failed start
        }
        if (worker.state() != WorkerState.STOPPING) {
            worker.become(WorkerState.STOPPING);
        }
    }

    // ---- the queue

    private void enqueueLast(Ticket ticket) {
        queue.addLast(ticket);
        counted(ticket, +1);
    }

    private void enqueueFirst(Ticket ticket) {
        ticket.state = JobState.QUEUED;
        ticket.worker = null;
        ticket.attempt = null;
        queue.addFirst(ticket);
        counted(ticket, +1);
    }

    private @Nullable Ticket pollQueue() {
        for (Ticket ticket = queue.pollFirst(); ticket != null; ticket = queue.pollFirst()) {
            if (ticket.state == JobState.QUEUED) {
                counted(ticket, -1);
                return ticket;
            }
        }
        return null;
    }

    private void forgetQueued(Ticket ticket) {
        counted(ticket, -1); // it stays in the queue, done, and is passed over
    }

    private void counted(Ticket ticket, int change) {
        queued += change;
        queuedBytes += (long) change * ticket.input().length();
    }

    private List<Ticket> drainQueue() {
        List<Ticket> waiting = new ArrayList<>();
        for (Ticket ticket = pollQueue(); ticket != null; ticket = pollQueue()) {
            waiting.add(ticket);
        }
        return waiting;
    }

    private void settle(Ticket ticket, JobOutcome<RawJson> outcome, Actions actions) {
        ticket.state = JobState.DONE;
        ticket.worker = null;
        ticket.attempt = null;
        unsettled--;
        actions.settled(ticket, outcome);
    }
}
