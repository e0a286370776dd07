package dev.spindle.coordinator.dispatch;

import static dev.spindle.coordinator.dispatch.Promises.require;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.OomKill;
import dev.spindle.coordinator.QueueOrder;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.supervision.RetryPolicy;
import dev.spindle.coordinator.supervision.StartPolicy;
import dev.spindle.coordinator.supervision.WorkerLimits;
import dev.spindle.protocol.RawJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher on a simulated clock. It takes the place of everything around the dispatcher: the processes are {@link SimulatedWorker}s,
 * and every outcome is written down. After each step it checks what must always hold.
 */
final class Bench implements Actions {
    static final long MILLI = 1_000_000;
    static final long GRACE = 1_000 * MILLI;

    static final long SILENCE = 10_000 * MILLI;

    final DispatchSettings settings;
    final Dispatcher dispatcher;
    final int places;

    /** All that were ever launched, in that order. */
    final List<SimulatedWorker> launched = new ArrayList<>();

    final List<Ticket> submitted = new ArrayList<>();
    final Map<Ticket, JobOutcome<RawJson>> outcomes = new HashMap<>();
    /** Chunks whose jobs go on by themselves: these have no outcome. */
    final Set<Ticket> dissolved = new HashSet<>();
    /** Chunks that have an answer which nobody has read yet. */
    final Set<Ticket> unread = new HashSet<>();
    /** Of so many jobs in a chunk the answer says nothing. */
    IntUnaryOperator missing = items -> 0;
    /** What was signalled to each job while it had no outcome. */
    private final Map<Ticket, Map<String, @Nullable RawJson>> signalled = new HashMap<>();

    private final Map<PooledWorker, SimulatedWorker> byWorker = new HashMap<>();
    private final Set<Long> attemptIds = new HashSet<>();
    private final Set<Ticket> everSent = new HashSet<>();
    /** Jobs by number whose latest attempt is not known to be over. */
    private final Set<Long> underWay = new HashSet<>();

    long now = 5_000 * MILLI;
    /** How many things the dispatcher wanted done. */
    private int actions;
    /** How many steps it made. */
    long steps;

    boolean paused;
    boolean closed;
    private boolean closedSoon;
    /** Of what was accepted, and what failed elsewhere. */
    long ended;

    long failed;
    private long wanted;
    /** What the starts that were seen say. */
    final StartPolicy startPolicy = new StartPolicy();

    long patienceEnds = Long.MAX_VALUE;
    private long catchesUpUntil = Long.MIN_VALUE;
    private final Promises promises;
    /** Of jobs that overran and were cancelled then: whether that was in time. */
    private final Map<Ticket, Boolean> ends = new HashMap<>();

    /** The rule to halt was due once. */
    boolean wasDue;

    private final Set<Ticket> givenUp = new HashSet<>();

    /** Of attempts that ran, by the job's number. */
    private final Map<Long, List<AttemptReport>> reports = new HashMap<>();

    /** As a pool is unless configured, but for its size. */
    Bench(int places) {
        this(places, 2, EnumSet.of(RetryOn.LOST), Set.of());
    }

    Bench(int places, int retries, Set<RetryOn> retryOn, Set<String> taskClasses) {
        this(settings(places, new RetryPolicy(retries, retryOn, 0), QueueOrder.FIFO), taskClasses);
    }

    Bench(DispatchSettings settings, Set<String> taskClasses) {
        this.settings = settings;
        this.places = settings.workers();
        this.dispatcher = new Dispatcher(settings, taskClasses);
        this.promises = new Promises(this);
    }

    static DispatchSettings settings(int places, RetryPolicy policy, QueueOrder order) {
        return settings(places, policy, order, limits(0, 0), null);
    }

    static DispatchSettings settings(
            int places, RetryPolicy policy, QueueOrder order, WorkerLimits limits, @Nullable HaltRule haltRule) {
        boolean oneAtATime = order != QueueOrder.FIFO || haltRule != null;
        return new DispatchSettings(places, 1000, 1 << 20, order, policy, limits, haltRule, oneAtATime);
    }

    static WorkerLimits limits(int recycleAfter, long residentBytes) {
        return new WorkerLimits(GRACE, 60_000 * MILLI, SILENCE, recycleAfter, residentBytes);
    }

    /** One worker unless told otherwise, two retries after a loss. */
    static Bench of(int places, WorkerLimits limits) {
        RetryPolicy policy = new RetryPolicy(2, EnumSet.of(RetryOn.LOST), 0);
        return new Bench(settings(places, policy, QueueOrder.FIFO, limits, null), Set.of());
    }

    // ---- what a test does

    Ticket submit() {
        return submit(0);
    }

    /** A job with a time limit in milliseconds, 0 for none. */
    Ticket submit(long limitMillis) {
        return submit(ticket("echo", null, 0, limitMillis));
    }

    Ticket submitClass(String taskClass) {
        return submit(ticket(null, taskClass, 0, 0));
    }

    Ticket submitBytes(int bytes) {
        return submit(ticket("echo", null, bytes, 0));
    }

    Ticket ticket(@Nullable String name, @Nullable String taskClass, int bytes, long limitMillis) {
        return ticket(name, taskClass, bytes, limitMillis, 0);
    }

    Ticket ticket(@Nullable String name, @Nullable String taskClass, int bytes, long limitMillis, int priority) {
        RawJson input = RawJson.of("1".repeat(bytes));
        long number = submitted.size() + 1L;
        return new Ticket(number, name, taskClass, input, limitMillis * MILLI, priority, 0, new Log(number));
    }

    /** Several jobs in one message. */
    Ticket chunk(int items, long limitMillis) {
        long number = submitted.size() + 1L;
        return Ticket.chunk(number, "echo", null, RawJson.of("[1]"), items, limitMillis * MILLI, new Log(number));
    }

    /** Jobs that were in a chunk, each by itself. */
    private List<Ticket> alone(Ticket chunk, int count) {
        List<Ticket> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Ticket job = ticket(chunk.taskName(), null, 1, chunk.timeoutNanos() / MILLI, 0);
            if (chunk.givenUp().get(i)) {
                job.giveUp();
            }
            jobs.add(job);
            submitted.add(job);
        }
        return jobs;
    }

    /** Reads the answers of chunks, as their owners do. */
    void readAnswers() {
        for (Ticket chunk : List.copyOf(unread)) {
            unread.remove(chunk);
            dispatcher.submitLeft(alone(chunk, missing.applyAsInt(chunk.items())), now, this);
            check();
        }
    }

    /** Between two attempts of a job its owner is told that it waits again, and how many are charged to it. */
    private final class Log implements Ticket.Owner {
        private final long number;

        Log(long number) {
            this.number = number;
        }

        @Override
        public void waitsAgain(int attempts) {
            require(underWay.remove(number), "what waits again was sent");
            require(submitted.get((int) number - 1).attempts == attempts, "what waits again knows its attempts");
        }

        @Override
        public List<Ticket> dissolved() {
            Ticket chunk = submitted.get((int) number - 1);
            require(dissolved.add(chunk) && !outcomes.containsKey(chunk), "a chunk dissolves once, or has an outcome");
            require(!closedSoon && !givenUp.contains(chunk), "what is given up does not go on");
            underWay.remove(number);
            return alone(chunk, chunk.items());
        }

        @Override
        public void settled(JobOutcome<RawJson> outcome) {}
    }

    Ticket submitWithPriority(int priority) {
        return submit(ticket("echo", null, 0, 0, priority));
    }

    Ticket submit(Ticket ticket) {
        submitted.add(ticket);
        dispatcher.submit(ticket, now, this);
        check();
        return ticket;
    }

    List<Ticket> submitMany(int count) {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tickets.add(submit());
        }
        return tickets;
    }

    /** One job of a chunk, or what has no other name than its number. */
    boolean cancel(long number) {
        boolean cancelled = dispatcher.cancel(number, now, this);
        check();
        return cancelled;
    }

    boolean cancel(Ticket ticket) {
        boolean overran = ticket.state == JobState.OVERRUN;
        boolean cancelled = dispatcher.cancel(ticket, now, this);
        if (overran) {
            boolean again = settings.retryPolicy().again(RetryOn.TIMEOUT, ticket.attempts + 1);
            boolean mayRunAgain = (again || ticket.isChunk()) && !closedSoon && dispatcher.halted() == null;
            require(ends.getOrDefault(ticket, mayRunAgain) == cancelled, "only what may run again can be cancelled");
            ends.put(ticket, cancelled);
        }
        if (cancelled) {
            givenUp.add(ticket);
        }
        check();
        return cancelled;
    }

    boolean signal(Ticket ticket, String name, @Nullable RawJson value) {
        boolean kept = dispatcher.signal(ticket, name, value, this);
        boolean isOver = outcomes.containsKey(ticket) || dissolved.contains(ticket);
        require(kept != isOver, "signals are kept until there is an outcome");
        if (kept && !signals(ticket).containsKey(name)) {
            signalled.computeIfAbsent(ticket, each -> new LinkedHashMap<>()).put(name, value);
        }
        check();
        return kept;
    }

    Map<String, @Nullable RawJson> signals(Ticket ticket) {
        return signalled.getOrDefault(ticket, Map.of());
    }

    /** A bench whose workers all have started, and wait. */
    Bench ready() {
        prestart(places);
        alive().forEach(SimulatedWorker::starts);
        return this;
    }

    void prestart(int count) {
        wanted = closed || dispatcher.halted() != null ? 0 : count;
        dispatcher.prestart(count, now, this);
        check();
    }

    void close() {
        closed = true;
        paused = false;
        dispatcher.close(now, this);
        check();
    }

    void closeSoon(long patienceMillis) {
        closed = true;
        closedSoon = true;
        paused = false;
        if (patienceMillis >= 0) {
            patienceEnds = Math.min(patienceEnds, now + patienceMillis * MILLI);
        }
        dispatcher.closeSoon(patienceMillis < 0 ? Long.MAX_VALUE : patienceMillis * MILLI, now, this);
        check();
    }

    void closeNow() {
        closed = true;
        closedSoon = true;
        paused = false;
        dispatcher.closeNow(now, this);
        check();
    }

    void pause() {
        paused = !closed && dispatcher.halted() == null;
        dispatcher.pause();
        check();
    }

    void resume() {
        paused = false;
        dispatcher.resume(now, this);
        check();
    }

    void countFailure() {
        ended++;
        failed++;
        wasDue |= isDue();
        dispatcher.countFailure(now, this);
        check();
    }

    /** Time passes; whatever falls due meanwhile is done at its time. */
    void pass(long millis) {
        long end = now + millis * MILLI;
        int ticksAtOneTime = 0;
        while (dispatcher.nextDeadline() <= end) {
            long due = Math.max(now, dispatcher.nextDeadline());
            ticksAtOneTime = due == now ? ticksAtOneTime + 1 : 0;
            require(ticksAtOneTime < 5 * places + 5, "ticks come to an end without time passing");
            now = due;
            beat();
            if (dispatcher.nextDeadline() <= now) {
                tick();
            }
        }
        now = end; // nobody looks at the clock when nothing is due
        beat();
        if (now >= catchesUpUntil) {
            promises.areOnTime();
        }
    }

    /** Time passes, and nobody looks at the clock: the coordinator is stopped, its workers are not. */
    void stall(long millis) {
        now += millis * MILLI;
        tick();
    }

    private void beat() {
        alive().stream().filter(each -> each.beats && !each.isStopped).forEach(each -> each.isHeard());
    }

    private void tick() {
        long before = dispatcher.nextDeadline();
        int done = actions;
        if (before != Long.MAX_VALUE && now - before > Deadlines.STALL_NANOS) {
            catchesUpUntil = now + Deadlines.CATCH_UP_NANOS;
            alive().forEach(each -> each.heardAt = now);
        }
        dispatcher.tick(now, this);
        if (before <= now) {
            boolean changed = actions > done || dispatcher.nextDeadline() > before;
            require(changed, "a tick when one was due changes something");
        }
        check();
        // A process that not even SIGKILL ends is told as gone.
        alive().stream().filter(each -> each.isAbandoned).forEach(SimulatedWorker::dies);
    }

    /** The worker that has the place now; of several the one that was there first. */
    SimulatedWorker worker(int place) {
        return alive().stream()
                .filter(each -> each.worker.index() == place)
                .findFirst()
                .orElseThrow();
    }

    /** The latest that was launched for the place. */
    SimulatedWorker latest(int place) {
        return alive().stream()
                .filter(each -> each.worker.index() == place)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    List<SimulatedWorker> alive() {
        return launched.stream().filter(each -> each.alive).toList();
    }

    JobOutcome<RawJson> outcome(Ticket ticket) {
        return Objects.requireNonNull(outcomes.get(ticket), () -> "no outcome of job " + ticket.number());
    }

    static DeathReport death(PooledWorker worker) {
        return death(worker.index(), worker.generation(), DeathReport.Kind.HALT, "died");
    }

    static DeathReport death(int index, int generation, DeathReport.Kind kind, String cause) {
        return new DeathReport(
                index,
                generation,
                1,
                kind,
                1,
                false,
                cause,
                null,
                -1,
                -1,
                OomKill.UNKNOWN,
                null,
                List.of(),
                -1,
                Duration.ZERO);
    }

    // ---- what the dispatcher wants done

    private SimulatedWorker of(PooledWorker worker) {
        actions++;
        SimulatedWorker simulated = Objects.requireNonNull(byWorker.get(worker), "a worker that was never launched");
        require(simulated.alive, "an action on a worker that is alive");
        return simulated;
    }

    @Override
    public void launch(PooledWorker worker) {
        actions++;
        promises.launched(worker.index(), wanted);
        SimulatedWorker simulated = new SimulatedWorker(this, worker);
        launched.add(simulated);
        byWorker.put(worker, simulated);
    }

    @Override
    public void send(PooledWorker worker, Attempt attempt) {
        require(attemptIds.add(attempt.id()), "an attempt's id is new");
        require(!paused && !closedSoon, "nothing begins while paused or after the end");
        require(dispatcher.halted() == null, "nothing begins after too many failures");
        require(!isDue(), "nothing begins when too much failed");
        Ticket job = attempt.job();
        require(underWay.add(job.number()), "an attempt begins when the one before is told to be over");
        require(!givenUp.contains(job), "nothing begins that was cancelled");
        require(job.notBefore <= now, "nothing runs again before its time");
        int recycleAfter = settings.limits().recycleAfter();
        require(recycleAfter == 0 || worker.given() <= recycleAfter, "nobody is given more than it may have");
        boolean isFresh = everSent.add(job);
        for (Ticket each : submitted) {
            boolean waits = each.state == JobState.QUEUED && !each.isDelayed;
            if (waits && settings.queueOrder() == QueueOrder.PRIORITY) {
                require(each.priority() <= job.priority(), "the highest priority goes first");
            } else if (waits && settings.queueOrder() == QueueOrder.LIFO && isFresh && !everSent.contains(each)) {
                require(each.number() < job.number(), "the latest goes first");
            }
        }
        of(worker).sent(attempt);
    }

    @Override
    public void cancel(PooledWorker worker, long attempt) {
        of(worker).isAsked(attempt);
    }

    @Override
    public void cancelRest(PooledWorker worker, long attempt) {
        boolean isChunk = of(worker).held.stream()
                .anyMatch(each -> each.id() == attempt && each.job().isChunk());
        require(isChunk && closedSoon, "only a chunk has a rest, which is given up with all else that did not begin");
    }

    @Override
    public void signal(PooledWorker worker, long attempt, String name, @Nullable RawJson value) {
        of(worker).signalled(attempt, name, value);
    }

    @Override
    public void askStack(PooledWorker worker, long id) {
        of(worker).question = id;
    }

    @Override
    public void dismiss(PooledWorker worker) {
        SimulatedWorker simulated = of(worker);
        promises.dismissed(simulated);
        simulated.dismissed = true;
        simulated.leavesSince = now; // in peace: since it has nothing to do
    }

    @Override
    public void terminate(PooledWorker worker) {
        promises.terminated(of(worker));
        of(worker).terminatedAt = now;
    }

    @Override
    public void kill(PooledWorker worker) {
        promises.killed(of(worker), closedSoon || dispatcher.halted() != null);
        of(worker).killedAt = now;
    }

    @Override
    public void abandon(PooledWorker worker) {
        require(of(worker).killedAt != null, "who is given up was killed");
        of(worker).isAbandoned = true;
    }

    @Override
    public boolean watchesAttempts() {
        return true;
    }

    @Override
    public void attemptEnded(AttemptReport report) {
        List<AttemptReport> ofJob = reports.computeIfAbsent(report.job(), job -> new ArrayList<>());
        require(
                ofJob.isEmpty()
                        || report.jobs() > 1
                        || ofJob.get(ofJob.size() - 1).again(),
                "one report is the last");
        require(
                report.waitedSinceNanos() <= report.sentNanos()
                        && report.sentNanos() <= report.beganNanos()
                        && report.beganNanos() <= report.endedNanos()
                        && report.endedNanos() == now,
                "an attempt has its times in order");
        require((report.cause() == null) == (report.end() == AttemptReport.End.OK), "what is not ok says why");
        ofJob.add(report);
    }

    /** What was told of the attempts of {@code ticket} that ran. */
    List<AttemptReport> reports(Ticket ticket) {
        return reports.getOrDefault(ticket.number(), List.of());
    }

    @Override
    public void settled(Ticket ticket, JobOutcome<RawJson> outcome) {
        actions++;
        underWay.remove(ticket.number());
        require(outcomes.put(ticket, outcome) == null, "a job has one outcome");
        if (ticket.isChunk() && outcome instanceof JobOutcome.Succeeded) {
            unread.add(ticket);
        }
        int most = settings.retryPolicy().retries() + 1;
        require(outcome.attempts() == ticket.attempts, "an outcome tells of every attempt");
        require(outcome.attempts() >= 0 && outcome.attempts() <= most, "nobody is charged more than it may be");
        ended++;
        failed += outcome instanceof JobOutcome.Succeeded || outcome instanceof JobOutcome.Cancelled ? 0 : 1;
        wasDue |= isDue();
        Boolean inTime = ticket.isChunk() ? null : ends.get(ticket);
        require(
                inTime == null || inTime == outcome instanceof JobOutcome.Cancelled,
                "a cancel says what becomes of it");
    }

    // ---- what always holds

    void check() {
        steps++;
        if (closed && dispatcher.unsettled() == 0) {
            dispatcher.close(now, this); // as the engine does
        }
        wanted = closed || dispatcher.halted() != null ? 0 : wanted;
        promises.hold();
    }

    /** A worker is about to introduce itself. */
    void starts() {
        startPolicy.succeeded();
        wanted = 0;
    }

    boolean isDue() {
        HaltRule rule = settings.haltRule();
        return rule != null && rule.isDue(failed, ended);
    }

    Promises promises() {
        return promises;
    }
}
