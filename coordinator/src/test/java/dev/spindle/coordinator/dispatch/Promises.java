package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.Stop;
import dev.spindle.coordinator.supervision.Rung;
import dev.spindle.protocol.RawJson;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds after every step of a dispatcher, as far as can be seen from a {@link Bench}. */
final class Promises {
    private final Bench bench;
    private final Dispatcher dispatcher;

    Promises(Bench bench) {
        this.bench = bench;
        this.dispatcher = bench.dispatcher;
    }

    static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not so: " + what);
        }
    }

    void hold() {
        int over = bench.outcomes.size() - bench.unread.size() + bench.dissolved.size();
        require(dispatcher.unsettled() == bench.submitted.size() - over, "the unsettled are counted");
        require(dispatcher.isEmpty() == bench.alive().isEmpty(), "the pool knows whether it is empty");
        int waiting = jobsThatWait();
        List<SimulatedWorker> alive = bench.alive();
        Set<Integer> working = new HashSet<>();
        for (SimulatedWorker each : alive) {
            require(each.held.isEmpty() || working.add(each.worker.index()), "one worker a place has jobs");
            holdFor(each, waiting);
        }
        placesAreUsed(alive, waiting);
        boolean isBroken = alive.isEmpty() && bench.startPolicy.givenUp() != null;
        require((dispatcher.broken() != null) == isBroken, "a pool is broken when starts fail and nobody is there");
        boolean isHalted = dispatcher.halted() != null;
        require(isHalted || isBroken || !bench.isDue(), "a rule that is due halts");
        require(!isHalted || bench.wasDue, "a rule halts when it is due");
    }

    private int jobsThatWait() {
        int waiting = 0;
        int jobs = 0;
        int delayed = 0;
        long bytes = 0;
        for (Ticket ticket : bench.submitted) {
            boolean isOver = bench.outcomes.containsKey(ticket) || bench.dissolved.contains(ticket);
            require(ticket.state == JobState.DONE == isOver, "done is who has an outcome, or jobs that go on");
            if (ticket.state == JobState.QUEUED) {
                waiting += ticket.isDelayed ? 0 : 1;
                jobs += ticket.isDelayed ? 0 : ticket.items();
                delayed += ticket.isDelayed ? 1 : 0;
                bytes += ticket.input().length();
            }
        }
        require(dispatcher.queued() == waiting, "those that wait are counted");
        DispatchSettings limits = bench.settings;
        boolean isFull = jobs + delayed >= limits.queueCapacity() || bytes >= limits.queueBytes();
        require(dispatcher.isFull() == isFull, "what waits, now or later, takes room");
        boolean hasRoom = jobs + delayed <= limits.queueCapacity() * 3 / 4 && bytes <= limits.queueBytes() * 3 / 4;
        require(dispatcher.hasRoom() == hasRoom, "there is room again when a quarter is free");
        return waiting;
    }

    private void holdFor(SimulatedWorker each, int waiting) {
        boolean empty = each.held.isEmpty();
        WorkerState state = each.worker.state();
        require(each.worker.outstandingCount() == each.held.size(), "both count alike");
        long bytes = each.held.stream()
                .mapToLong(held -> held.job().input().length())
                .sum();
        require(each.worker.outstandingBytes() == bytes, "what was sent is counted");
        require(each.held.size() <= Window.MAX, "no window is larger than the cap");
        for (Attempt attempt : each.held) {
            Map<String, @Nullable RawJson> expected = each.hasSignals ? bench.signals(attempt.job()) : Map.of();
            boolean told = each.signals(attempt).equals(expected);
            require(told || !attempt.isAwaited(), "every attempt is told every signal once, by its first value");
            require(each.signals(attempt).size() >= attempt.signals(), "as many signals follow as were said to");
        }
        require(state != WorkerState.BUSY || !empty, "who is busy has something to do");
        boolean mayBeIdle = empty && (waiting == 0 || bench.paused);
        require(state != WorkerState.IDLE || mayBeIdle, "nobody is idle while a job waits");
        boolean isEnding = state == WorkerState.STOPPING || each.killedAt != null || each.isClosed;
        boolean isOver = bench.closed && dispatcher.unsettled() == 0;
        require(!isOver || isEnding, "nobody stays when all is done");
        boolean getsNoMore = each.isClosed || each.terminatedAt != null || each.killedAt != null;
        require(!getsNoMore || state == WorkerState.STOPPING || state == WorkerState.STARTING, "it gets no more jobs");
    }

    private void placesAreUsed(List<SimulatedWorker> alive, int waiting) {
        if (bench.paused || dispatcher.broken() != null || dispatcher.isStartDelayed()) {
            return;
        }
        long toCome = alive.stream().filter(each -> isToCome(each, alive)).count();
        require(taken(alive) == bench.places || waiting <= toCome, "no job waits while a place is free");
        boolean isFollowed = alive.stream()
                .filter(each -> each.worker.state() == WorkerState.DRAINING)
                .allMatch(each -> alive.stream().anyMatch(other -> other != each && isAt(each.worker.index(), other)));
        long fresh = alive.stream().filter(each -> each.worker.given() == 0).count();
        require(isFollowed || waiting <= fresh + count(alive, WorkerState.IDLE), "who drains is followed");
    }

    /** Idle, or will be when it has started, whatever happens to others. */
    private static boolean isToCome(SimulatedWorker worker, List<SimulatedWorker> alive) {
        WorkerState state = worker.worker.state();
        return state == WorkerState.IDLE
                || (state == WorkerState.STARTING
                        && alive.stream().noneMatch(each -> each != worker && isAt(worker.worker.index(), each)));
    }

    private static boolean isAt(int place, SimulatedWorker worker) {
        return worker.worker.index() == place && !worker.dismissed;
    }

    private static long taken(List<SimulatedWorker> alive) {
        return alive.stream()
                .filter(each -> !each.dismissed)
                .map(each -> each.worker.index())
                .distinct()
                .count();
    }

    private static long count(List<SimulatedWorker> alive, WorkerState state) {
        return alive.stream().filter(each -> each.worker.state() == state).count();
    }

    /** A worker is started for a job that nobody who is there could take, or because that was asked for. */
    void launched(int place, long wanted) {
        List<SimulatedWorker> alive = bench.alive();
        List<SimulatedWorker> there =
                alive.stream().filter(each -> isAt(place, each)).toList();
        require(there.size() <= 1, "a place has one holder and one successor at most");
        require(there.stream().allMatch(each -> each.worker.isRetiring), "the place is free, or about to be");
        long toCome = alive.stream().filter(each -> isToCome(each, alive)).count();
        require(dispatcher.queued() > toCome || taken(alive) < wanted, "nobody is started for nothing");
        for (SimulatedWorker old : there) {
            int mayHave = bench.settings.limits().left(old.worker.given());
            boolean takes = old.worker.state() == WorkerState.BUSY || old.worker.state() == WorkerState.IDLE;
            long others = count(alive, WorkerState.STARTING)
                    + count(alive, WorkerState.IDLE)
                    + count(alive, WorkerState.RESERVE);
            require(dispatcher.queued() - (takes ? mayHave : 0) > others, "nobody follows for nothing");
        }
        require(!dispatcher.isStartDelayed(), "nobody is started before its time");
        require(bench.startPolicy.givenUp() == null || !alive.isEmpty(), "nobody is started in a broken pool");
    }

    void dismissed(SimulatedWorker worker) {
        require(worker.held.isEmpty(), "who is dismissed has nothing to do");
        require(!worker.dismissed, "nobody is dismissed twice");
        boolean isOver = bench.submitted.stream().noneMatch(each -> each.state == JobState.QUEUED);
        boolean isUnknown =
                bench.submitted.stream().anyMatch(each -> each.state == JobState.QUEUED && each.taskClass() != null);
        boolean isUsedUp = bench.settings.limits().left(worker.worker.given()) == 0;
        // Decided when a job came that it did not know, which may be over by now.
        boolean hasDrained = worker.worker.isRetiring && worker.worker.mayTake == 0;
        boolean isClosing = bench.closed || dispatcher.halted() != null;
        require(
                isUsedUp || hasDrained || isUnknown || worker.worker.isToLeave() || (isClosing && isOver),
                "who is dismissed is of no use any more");
    }

    // ---- receipts

    /** The worker answered the attempt, to whose job {@code chargedBefore} attempts were charged. */
    void answered(
            SimulatedWorker worker, Attempt attempt, boolean hadBegun, boolean refused, int chargedBefore, Stop.By by) {
        if (attempt.job().isChunk()) {
            return; // never charged, and never told how it was stopped
        }
        int charge = refused && !hadBegun ? 0 : 1;
        require(attempt.job().attempts == chargedBefore + charge, "what was answered is charged unless it never began");
        receipt(worker, attempt, hadBegun, by);
    }

    /** The worker died with the attempt, in whose job's charge that was. */
    void died(SimulatedWorker worker, Attempt attempt, boolean isOldest, int chargedBefore) {
        if (attempt.job().isChunk()) {
            return;
        }
        int charge = attempt.job().attempts - chargedBefore;
        boolean surely = isOldest && !worker.saidGoodbye && worker.askedAt.isEmpty() && worker.terminatedAt == null;
        require(charge <= (isOldest ? 1 : 0), "only what ran is charged");
        require(!surely || charge == 1, "what ran is charged");
        JobOutcome<RawJson> outcome = bench.outcomes.get(attempt.job());
        boolean wasDecidedLater = outcome instanceof JobOutcome.Failed || (outcome != null && outcome.worker() < 0);
        if (charge == 1 && !wasDecidedLater) {
            receipt(worker, attempt, true, worker.by());
        }
    }

    private void receipt(SimulatedWorker worker, Attempt attempt, boolean hadBegun, Stop.By by) {
        JobOutcome<RawJson> outcome = bench.outcomes.get(attempt.job());
        if (outcome == null) {
            return;
        }
        Stop stop = null;
        Duration ran = Duration.ofNanos(hadBegun ? bench.now - worker.begun : 0);
        if (outcome instanceof JobOutcome.TimedOut<RawJson> timedOut) {
            stop = timedOut.stop();
            require(attempt.overran != null, "who timed out ran out of time");
            require(timedOut.elapsed().compareTo(timedOut.limit()) >= 0, "for as long as it may run, it does");
            require(timedOut.elapsed().compareTo(ran) <= 0, "it ran no longer than it was there");
        } else {
            require(outcome.elapsed().equals(ran), "it ran from its turn to its end");
            stop = outcome instanceof JobOutcome.Cancelled<RawJson> cancelled ? cancelled.stop() : null;
        }
        boolean tellsStop = outcome instanceof JobOutcome.Cancelled || outcome instanceof JobOutcome.TimedOut;
        require(!tellsStop || attempt.asked == (stop != null), "who was asked to stop tells how it did");
        if (stop != null) {
            require(stop.by() == by, "it took what was done");
            require(stop.took().toNanos() == bench.now - attempt.askedNanos, "it took from the request to the end");
            Long asked = worker.askedAt.get(attempt.id());
            require(asked == null || attempt.askedNanos <= asked, "the first request counts");
        }
    }

    // ---- by now

    /** Time has passed, and nobody was stopped: what was to be done by now has been. */
    void areOnTime() {
        for (SimulatedWorker each : bench.alive()) {
            boolean isWatched = each.worker.state() != WorkerState.STOPPING && each.killedAt == null;
            Attempt runs = each.held.peekFirst();
            if (isWatched && runs != null && runs.job().timeoutNanos() > 0) {
                require(runs.asked || isYoung(each.begun, runs.job().timeoutNanos()), "a limit is kept");
            }
            if (runs != null && each.terminatedAt == null && each.killedAt == null) {
                Long asked = each.askedAt.get(runs.id());
                require(asked == null || isYoung(Math.max(asked, each.begun), Bench.GRACE), "the grace time ends");
            }
            require(each.killedAt != null || bench.now < bench.patienceEnds, "patience with what runs ends");
            boolean isEnding = each.terminatedAt != null || each.killedAt != null;
            require(isEnding || isYoung(each.leavesSince, Bench.GRACE), "who must leave does");
            require(each.killedAt != null || isYoung(each.terminatedAt, Rung.TERMINATION_NANOS), "SIGKILL follows");
            require(each.isAbandoned || isYoung(each.killedAt, Rung.KILL_NANOS), "what survives is given up");
            boolean isPushed = isEnding || each.leavesSince != null || (runs != null && runs.asked);
            boolean beats = each.isIntroduced && each.beats;
            require(isPushed || !beats || isYoung(each.heardAt, Bench.SILENCE), "who is silent is ended");
            boolean isStarting = isWatched && each.leavesSince == null && each.worker.state() == WorkerState.STARTING;
            long start = bench.settings.limits().startNanos();
            require(!isStarting || isYoung(each.launchedAt, start), "who does not start is ended");
        }
    }

    void terminated(SimulatedWorker worker) {
        Attempt runs = worker.held.peekFirst();
        Long asked = runs == null ? null : worker.askedAt.get(runs.id());
        boolean wasAsked = asked != null && !isYoung(Math.max(asked, worker.begun), Bench.GRACE);
        boolean wasToLeave = !isYoung(worker.leavesSince, Bench.GRACE);
        require(wasAsked || wasToLeave, "the grace time is over before SIGTERM");
        require(worker.terminatedAt == null && worker.killedAt == null, "SIGTERM comes once, before SIGKILL");
    }

    void killed(SimulatedWorker worker, boolean isGivingUp) {
        boolean wasTerminated = !isYoung(worker.terminatedAt, Rung.TERMINATION_NANOS);
        boolean isStarting = worker.worker.rung() != Rung.NONE && !worker.isIntroduced;
        long start = bench.settings.limits().startNanos();
        boolean isLate = isStarting && !isYoung(worker.launchedAt, start);
        boolean isUnused = isStarting && bench.closed && dispatcher.unsettled() == 0;
        boolean isSilent = worker.isIntroduced && worker.beats && !isYoung(worker.heardAt, Bench.SILENCE);
        require(
                wasTerminated || isLate || isUnused || isSilent || isGivingUp || worker.hasTalkedNonsense(),
                "who is killed has deserved it");
        require(worker.killedAt == null, "SIGKILL comes once");
    }

    private boolean isYoung(@Nullable Long since, long limit) {
        return since == null || bench.now < since + limit;
    }
}
