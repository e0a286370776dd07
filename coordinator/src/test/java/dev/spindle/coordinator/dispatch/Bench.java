package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.supervision.RetryPolicy;
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
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher on a simulated clock. It takes the place of everything around the dispatcher: the processes are {@link SimulatedWorker}s,
 * and every outcome is written down. After each step it checks what must always hold.
 */
final class Bench implements Actions {
    static final long MILLI = 1_000_000;
    static final long GRACE = 1_000 * MILLI;

    final Dispatcher dispatcher;
    final int places;
    final int retries;

    /** All that were ever launched, in that order. */
    final List<SimulatedWorker> launched = new ArrayList<>();

    final List<Ticket> submitted = new ArrayList<>();
    final Map<Ticket, JobOutcome<RawJson>> outcomes = new HashMap<>();
    /** What was signalled to each job while it had no outcome. */
    private final Map<Ticket, Map<String, @Nullable RawJson>> signalled = new HashMap<>();

    private final Map<PooledWorker, SimulatedWorker> byWorker = new HashMap<>();
    private final Set<Long> attemptIds = new HashSet<>();
    long now = 5_000 * MILLI;
    /** How many things the dispatcher wanted done. */
    private int actions;

    /** As a pool is unless configured, but for its size. */
    Bench(int places) {
        this(places, 2, EnumSet.of(RetryOn.LOST), Set.of());
    }

    Bench(int places, int retries, Set<RetryOn> retryOn, Set<String> taskClasses) {
        this.places = places;
        this.retries = retries;
        RetryPolicy policy = new RetryPolicy(retries, retryOn);
        this.dispatcher = new Dispatcher(new DispatchSettings(places, 1000, 1 << 20, GRACE, policy), taskClasses);
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
        RawJson input = RawJson.of("1".repeat(bytes));
        return new Ticket(submitted.size() + 1L, name, taskClass, input, limitMillis * MILLI, outcome -> {});
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

    boolean cancel(Ticket ticket) {
        boolean cancelled = dispatcher.cancel(ticket, now, this);
        check();
        return cancelled;
    }

    boolean signal(Ticket ticket, String name, @Nullable RawJson value) {
        boolean kept = dispatcher.signal(ticket, name, value, this);
        require(kept != outcomes.containsKey(ticket), "signals are kept until there is an outcome");
        if (kept && !signals(ticket).containsKey(name)) {
            signalled.computeIfAbsent(ticket, each -> new LinkedHashMap<>()).put(name, value);
        }
        check();
        return kept;
    }

    private Map<String, @Nullable RawJson> signals(Ticket ticket) {
        return signalled.getOrDefault(ticket, Map.of());
    }

    /** A bench whose workers all have started, and wait. */
    Bench ready() {
        dispatcher.prestart(places, now, this);
        alive().forEach(SimulatedWorker::starts);
        return this;
    }

    void close() {
        dispatcher.close(now, this);
        check();
    }

    void closeNow() {
        dispatcher.closeNow(now, this);
        check();
    }

    /** Time passes; whatever falls due meanwhile is done at its time. */
    void pass(long millis) {
        long end = now + millis * MILLI;
        int ticksAtOneTime = 0;
        while (dispatcher.nextDeadline() <= end) {
            long due = Math.max(now, dispatcher.nextDeadline());
            ticksAtOneTime = due == now ? ticksAtOneTime + 1 : 0;
            require(ticksAtOneTime < 3 * places + 2, "ticks come to an end without time passing");
            now = due;
            tick();
        }
        now = end;
        tick();
        require(dispatcher.nextDeadline() > now, "nothing stays due");
    }

    private void tick() {
        long before = dispatcher.nextDeadline();
        int done = actions;
        dispatcher.tick(now, this);
        if (before <= now) {
            boolean changed = actions > done || dispatcher.nextDeadline() > before;
            require(changed, "a tick when one was due changes something");
        }
        check();
    }

    /** The worker that has the place now. */
    SimulatedWorker worker(int place) {
        return alive().stream()
                .filter(each -> each.worker.index() == place)
                .findFirst()
                .orElseThrow();
    }

    List<SimulatedWorker> alive() {
        return launched.stream().filter(each -> each.alive).toList();
    }

    JobOutcome<RawJson> outcome(Ticket ticket) {
        return Objects.requireNonNull(outcomes.get(ticket), () -> "no outcome of job " + ticket.number());
    }

    static DeathReport death(PooledWorker worker) {
        return new DeathReport(worker.index(), worker.generation(), 1, 1, false, "died", List.of(), -1, Duration.ZERO);
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
        require(alive().stream().noneMatch(each -> each.worker.index() == worker.index()), "the place is free");
        SimulatedWorker simulated = new SimulatedWorker(this, worker);
        launched.add(simulated);
        byWorker.put(worker, simulated);
    }

    @Override
    public void send(PooledWorker worker, Attempt attempt) {
        require(attemptIds.add(attempt.id()), "an attempt's id is new");
        of(worker).sent(attempt);
    }

    @Override
    public void cancel(PooledWorker worker, long attempt) {
        of(worker).asked.add(attempt);
    }

    @Override
    public void signal(PooledWorker worker, long attempt, String name, @Nullable RawJson value) {
        of(worker).signalled(attempt, name, value);
    }

    @Override
    public void dismiss(PooledWorker worker) {
        SimulatedWorker simulated = of(worker);
        require(simulated.held.isEmpty(), "who is dismissed has nothing to do");
        simulated.dismissed = true;
    }

    @Override
    public void terminate(PooledWorker worker) {
        of(worker).terminatedAt = now;
    }

    @Override
    public void kill(PooledWorker worker) {
        of(worker).killedAt = now;
    }

    @Override
    public void settled(Ticket ticket, JobOutcome<RawJson> outcome) {
        actions++;
        require(outcomes.put(ticket, outcome) == null, "a job has one outcome");
        require(outcome.attempts() >= 0 && outcome.attempts() <= retries + 1, "nobody is charged more than it may be");
    }

    // ---- what always holds

    void check() {
        require(dispatcher.unsettled() == submitted.size() - outcomes.size(), "the unsettled are counted");
        require(dispatcher.isEmpty() == alive().isEmpty(), "the pool knows whether it is empty");
        int waiting = 0;
        for (Ticket ticket : submitted) {
            require(ticket.state == JobState.DONE == outcomes.containsKey(ticket), "done is who has an outcome");
            waiting += ticket.state == JobState.QUEUED ? 1 : 0;
        }
        require(dispatcher.queued() == waiting, "those that wait are counted");
        for (SimulatedWorker each : alive()) {
            boolean empty = each.held.isEmpty();
            WorkerState state = each.worker.state();
            require(each.killedAt != null || each.worker.outstandingCount() == each.held.size(), "both count alike");
            require(each.held.size() <= Window.MAX, "no window is larger than the cap");
            for (Attempt attempt : each.held) {
                Map<String, @Nullable RawJson> expected = each.hasSignals ? signals(attempt.job()) : Map.of();
                boolean told = each.signals(attempt).equals(expected);
                require(told || !attempt.isAwaited(), "every attempt is told every signal once, by its first value");
                require(each.signals(attempt).size() >= attempt.signals(), "as many signals follow as were said to");
            }
            require(state != WorkerState.BUSY || !empty, "who is busy has something to do");
            require(state != WorkerState.IDLE || (empty && waiting == 0), "nobody is idle while a job waits");
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not so: " + what);
        }
    }
}
