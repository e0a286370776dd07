package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.DeathReport;
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

    private final Map<Long, Map<String, @Nullable RawJson>> signals = new HashMap<>();
    /** Whether it says that it knows signals. */
    boolean hasSignals = true;

    private final Bench bench;
    boolean alive = true;
    boolean dismissed;

    @Nullable
    Long terminatedAt;

    @Nullable
    Long killedAt;

    SimulatedWorker(Bench bench, PooledWorker worker) {
        this.bench = bench;
        this.worker = worker;
    }

    void sent(Attempt attempt) {
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
        WorkerInfo info = new WorkerInfo(1, "simulated", "1", 1, tasks, hasSignals ? Set.of("signals") : Set.of());
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
        held.removeIf(each -> each.id() == id);
        bench.dispatcher.answered(worker, id, answer, bench.now, bench);
        bench.dispatcher.refill(worker, bench.now, bench);
        bench.check();
    }

    void saysGoodbye(@Nullable Long running) {
        bench.dispatcher.goodbye(worker, running);
    }

    void closesItsOutput() {
        bench.dispatcher.closed(worker, bench.now);
        bench.check();
    }

    void talksNonsense() {
        bench.dispatcher.unusable(worker, bench.now, bench);
        bench.check();
    }

    /** Its process is gone. */
    @Nullable
    DeathReport dies() {
        alive = false;
        held.clear();
        DeathReport told = bench.dispatcher.exited(worker, Bench.death(worker), bench.now, bench);
        bench.check();
        return told;
    }
}
