package dev.spindle.coordinator.dispatch;

import static dev.spindle.coordinator.dispatch.Promises.require;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.Stop;
import dev.spindle.coordinator.supervision.Rung;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.WorkerInfo;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A worker as seen from the pool: what it was sent and told, and the events it makes when a test says so. */
final class SimulatedWorker {
    final PooledWorker worker;
    /** Sent to it and not answered, oldest first. */
    final ArrayDeque<Attempt> held = new ArrayDeque<>();
    /** The attempts it was asked to stop. */
    final Set<Long> asked = new HashSet<>();

    final Map<Long, Long> askedAt = new HashMap<>();

    private final Map<Long, Map<String, @Nullable RawJson>> signals = new HashMap<>();
    /** Whether it says that it knows signals. */
    boolean hasSignals = true;
    /** Whether it says that it knows chunks. */
    boolean hasChunks = true;
    /** Whether it sends heartbeats, and says so. */
    boolean beats;
    /** By SIGSTOP: it does nothing, until it goes on or is killed. */
    boolean isStopped;
    /** Not even SIGKILL ends it. */
    boolean isImmortal;

    /** Whether it says that it tells its stack. */
    boolean hasStacks;
    /** The latest question after its stack. */
    long question = -1;

    boolean isAbandoned;

    private final Bench bench;
    boolean alive = true;
    boolean dismissed;

    boolean isIntroduced;
    boolean isClosed;
    boolean saidGoodbye;
    private boolean talkedNonsense;
    final long launchedAt;
    long heardAt;
    /** When the oldest it holds began. */
    long begun;

    /** Since when it is to leave. */
    @Nullable
    Long leavesSince;

    @Nullable
    Long terminatedAt;

    @Nullable
    Long killedAt;

    SimulatedWorker(Bench bench, PooledWorker worker) {
        this.bench = bench;
        this.worker = worker;
        this.launchedAt = bench.now;
        this.heardAt = bench.now;
    }

    void isHeard() {
        heardAt = bench.now;
        bench.dispatcher.heard(worker, bench.now);
    }

    void isAsked(long id) {
        require(held.stream().anyMatch(each -> each.id() == id), "it is asked to stop what it has");
        require(asked.add(id), "it is asked once");
        askedAt.put(id, bench.now);
    }

    void mustLeave() {
        leavesSince = leavesSince == null ? bench.now : leavesSince;
    }

    boolean hasTalkedNonsense() {
        return talkedNonsense;
    }

    /** How far it was pushed. */
    Stop.By by() {
        if (isAbandoned) {
            return Stop.By.NOTHING;
        }
        if (killedAt != null) {
            return Stop.By.SIGKILL;
        }
        return terminatedAt == null ? Stop.By.REQUEST : Stop.By.SIGTERM;
    }

    void sent(Attempt attempt) {
        begun = held.isEmpty() ? bench.now : begun;
        if (attempt.job().isChunk() && !hasChunks) {
            throw new AssertionError("a chunk for a worker that knows none");
        }
        if (!held.isEmpty() && held.size() >= worker.window.size()) {
            throw new AssertionError("more attempts than the window of " + worker.window.size());
        }
        held.addLast(attempt);
    }

    void signalled(long id, String name, @Nullable RawJson value) {
        boolean known = held.stream().anyMatch(each -> each.id() == id);
        if (!hasSignals || !known || signals.getOrDefault(id, Map.of()).containsKey(name)) {
            throw new AssertionError("a signal that the worker has no use for: " + name);
        }
        signals.computeIfAbsent(id, each -> new HashMap<>()).put(name, value);
    }

    /** What was signalled to the attempt. */
    Map<String, @Nullable RawJson> signals(Attempt attempt) {
        return signals.getOrDefault(attempt.id(), Map.of());
    }

    /** The jobs it holds, oldest first. */
    List<Ticket> jobs() {
        return held.stream().map(Attempt::job).toList();
    }

    /** Introduces itself, with all the classes it was told of. */
    void starts() {
        startsWith(worker.taskClasses());
    }

    void startsWith(Set<String> taskClasses) {
        List<WorkerInfo.TaskInfo> tasks = taskClasses.stream()
                .map(each -> new WorkerInfo.TaskInfo("name of " + each, "", each))
                .toList();
        Set<String> capabilities = new HashSet<>();
        if (hasSignals) {
            capabilities.add("signals");
        }
        if (hasChunks) {
            capabilities.add("chunks");
        }
        if (hasStacks) {
            capabilities.add("stack");
        }
        if (beats) {
            capabilities.add("heartbeat");
        }
        WorkerInfo info = new WorkerInfo(1, "simulated", "1", 1, tasks, List.of(), capabilities);
        if (worker.state() == WorkerState.STARTING && worker.rung() == Rung.NONE) {
            bench.starts();
            isIntroduced = true;
            heardAt = bench.now;
        }
        bench.dispatcher.started(worker, info, bench.now, bench);
        bench.check();
    }

    /** Answers the oldest with a result, after it ran for so long. */
    void answersAfter(long millis) {
        bench.pass(millis);
        answers();
    }

    void answers() {
        long id = held.getFirst().id();
        answers(id, new FromWorker.Result(id, RawJson.of("42")));
    }

    void fails(int code) {
        long id = held.getFirst().id();
        answers(id, new FromWorker.Failure(id, new ErrorObject(code, "failed", null)));
    }

    /** Refuses an attempt that did not begin yet. */
    void refuses(Attempt attempt) {
        answers(attempt.id(), new FromWorker.Failure(attempt.id(), new ErrorObject(ErrorObject.CANCELLED, "", null)));
    }

    void answers(long id, FromWorker answer) {
        isHeard();
        Attempt oldest = held.peekFirst();
        Attempt attempt =
                held.stream().filter(each -> each.id() == id).findFirst().orElse(null);
        int charged = attempt == null ? 0 : attempt.job().attempts;
        held.remove(attempt);
        Stop.By by = attempt == oldest ? by() : Stop.By.REQUEST;
        bench.dispatcher.answered(worker, id, answer, bench.now, bench);
        if (attempt != null) {
            boolean refused = answer instanceof FromWorker.Failure failure
                    && failure.error().code() == ErrorObject.CANCELLED;
            bench.promises().answered(this, attempt, attempt == oldest, refused, charged, by);
            begun = attempt == oldest ? bench.now : begun;
        }
        bench.dispatcher.refill(worker, bench.now, bench);
        bench.check();
        bench.readAnswers();
    }

    void saysGoodbye(@Nullable Long running) {
        saidGoodbye = true;
        bench.dispatcher.goodbye(worker, running);
    }

    void closesItsOutput() {
        isClosed = true;
        mustLeave();
        bench.dispatcher.closed(worker, bench.now);
        bench.check();
    }

    void talksNonsense() {
        talkedNonsense = true;
        bench.dispatcher.unusable(worker, bench.now, bench);
        bench.check();
    }

    void weighs(long bytes) {
        bench.dispatcher.weighed(worker, bytes, bench.now, bench);
        if (worker.isToLeave()) {
            mustLeave();
        }
        bench.check();
    }

    /** Its process is gone. */
    DeathReport dies() {
        alive = false;
        if (worker.state() == WorkerState.STARTING && !worker.wasDismissed()) {
            bench.startPolicy.failed(Bench.death(worker));
        }
        List<Attempt> had = List.copyOf(held);
        held.clear();
        List<Integer> charged = had.stream().map(each -> each.job().attempts).toList();
        DeathReport told = bench.dispatcher.exited(worker, Bench.death(worker), bench.now, bench);
        for (int i = 0; i < had.size(); i++) {
            bench.promises().died(this, had.get(i), i == 0, charged.get(i));
        }
        bench.check();
        return told;
    }
}
