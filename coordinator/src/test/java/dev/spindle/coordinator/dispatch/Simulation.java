package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.QueueOrder;
import dev.spindle.coordinator.RetryOn;
import dev.spindle.coordinator.supervision.RetryPolicy;
import dev.spindle.coordinator.supervision.WorkerLimits;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.message.ErrorObject;
import dev.spindle.protocol.message.FromWorker;
import dev.spindle.protocol.message.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pool's life in which everything happens that can, in an order and to an extent that a seed decides. */
final class Simulation {
    private static final List<String> CLASSES = List.of("a.Task", "b.Task");

    private static final long LIMIT_BYTES = 1_000;

    private static final List<String> SIGNALS = List.of("done", "pause", "more");

    private final Random random;
    private final Bench bench;
    /** As where neither the order nor the number of those that begin is promised. */
    private final boolean hasChunks;

    private boolean closing;

    Simulation(long seed) {
        this.random = new Random(seed);
        Set<RetryOn> retryOn = EnumSet.noneOf(RetryOn.class);
        for (RetryOn each : RetryOn.values()) {
            if (random.nextBoolean()) {
                retryOn.add(each);
            }
        }
        int workers = 1 + random.nextInt(4);
        Set<String> known = Set.copyOf(CLASSES.subList(0, random.nextInt(CLASSES.size() + 1)));
        long delay = random.nextInt(3) == 0 ? random.nextInt(2_000) * Bench.MILLI : 0;
        RetryPolicy policy = new RetryPolicy(random.nextInt(4), retryOn, delay);
        QueueOrder order =
                switch (random.nextInt(5)) {
                    case 0 -> QueueOrder.LIFO;
                    case 1 -> QueueOrder.PRIORITY;
                    default -> QueueOrder.FIFO;
                };
        WorkerLimits limits = Bench.limits(random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 0, LIMIT_BYTES);
        int capacity = random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 1_000;
        long bytes = random.nextInt(3) == 0 ? 1 + random.nextInt(40_000) : 1 << 20;
        HaltRule haltRule = haltRule();
        boolean oneAtATime = order != QueueOrder.FIFO || haltRule != null;
        DispatchSettings settings =
                new DispatchSettings(workers, capacity, bytes, order, policy, limits, haltRule, oneAtATime);
        this.hasChunks = !oneAtATime && policy.retries() > 0 && random.nextBoolean();
        this.bench = new Bench(settings, known);
        bench.missing = items -> random.nextInt(3) == 0 ? random.nextInt(items + 1) : 0;
    }

    private @Nullable HaltRule haltRule() {
        boolean now = random.nextBoolean();
        return switch (random.nextInt(12)) {
            case 0 -> HaltRule.after(1 + random.nextInt(5), now);
            case 1 -> HaltRule.atPercent(random.nextInt(101), now);
            default -> null;
        };
    }

    /** The bench at the end: every job has its outcome, or this has thrown. */
    Bench run() {
        int steps = 20 + random.nextInt(150);
        int jobsPerStep = random.nextInt(4) == 0 ? 20 : 2; // wide windows need many jobs
        for (int i = 0; i < steps; i++) {
            step(jobsPerStep);
        }
        close();
        for (int i = 0; bench.dispatcher.unsettled() > 0 || !bench.alive().isEmpty(); i++) {
            if (i == 10_000) {
                throw new AssertionError(bench.dispatcher.unsettled() + " jobs never end, with "
                        + bench.alive().size() + " workers alive");
            }
            for (SimulatedWorker each : bench.alive()) {
                each.isStopped &= each.beats; // who does not beat is waited for until it goes on
                willing(each);
            }
            bench.pass(random.nextInt(100));
        }
        bench.pass(1_000_000);
        return bench;
    }

    private void step(int jobsPerStep) {
        int what = random.nextInt(100);
        if (what < 30) {
            for (int i = random.nextInt(jobsPerStep) + 1; i > 0; i--) {
                submit();
            }
        } else if (what < 35 && !bench.submitted.isEmpty()) {
            bench.cancel(bench.submitted.get(random.nextInt(bench.submitted.size())));
        } else if (what < 38 && !bench.submitted.isEmpty()) {
            signal(bench.submitted.get(random.nextInt(bench.submitted.size())));
        } else if (what < 51) {
            bench.pass(random.nextInt(10) == 0 ? random.nextInt(70_000) : random.nextInt(200));
        } else if (what < 52 && random.nextInt(8) == 0) {
            close();
        } else if (what < 54) {
            seldom();
        } else if (!bench.launched.isEmpty()) {
            SimulatedWorker worker = bench.launched.get(
                    random.nextInt(bench.launched.size() - bench.places < 0 ? bench.launched.size() : bench.places)
                            + Math.max(0, bench.launched.size() - bench.places));
            if (worker.alive) {
                live(worker);
            } else {
                haunt(worker);
            }
        }
    }

    private void seldom() {
        switch (random.nextInt(8)) {
            case 0 -> bench.pause();
            case 1, 2, 6, 7 -> bench.resume();
            case 3 -> bench.countFailure();
            case 4 -> bench.stall(random.nextInt(30_000));
            default -> bench.prestart(random.nextInt(bench.places + 1));
        }
    }

    private void signal(Ticket ticket) {
        bench.signal(ticket, SIGNALS.get(random.nextInt(SIGNALS.size())), RawJson.of("" + random.nextInt(10)));
    }

    private void submit() {
        boolean isOpen = !closing && bench.dispatcher.halted() == null && bench.dispatcher.broken() == null;
        if (isOpen && !bench.dispatcher.isFull()) {
            String taskClass = random.nextInt(10) == 0 ? CLASSES.get(random.nextInt(CLASSES.size())) : null;
            long limit = random.nextInt(3) == 0 ? 1 + random.nextInt(500) : 0;
            if (hasChunks && random.nextInt(3) == 0) {
                bench.submit(bench.chunk(2 + random.nextInt(6), limit));
                return;
            }
            String name = taskClass == null ? "echo" : null;
            bench.submit(bench.ticket(name, taskClass, random.nextInt(2_000), limit, random.nextInt(4)));
        }
    }

    private void close() {
        closing = true;
        switch (random.nextInt(4)) {
            case 0 -> bench.closeNow();
            case 1 -> bench.closeSoon(random.nextBoolean() ? -1 : random.nextInt(2_000));
            default -> bench.close();
        }
        if (random.nextInt(8) == 0) {
            bench.closeSoon(random.nextInt(2_000)); // somebody loses patience
        }
    }

    /** What a worker does that means well. */
    private void willing(SimulatedWorker worker) {
        if (worker.killedAt != null) {
            if (!worker.isImmortal) {
                worker.dies();
            }
        } else if (worker.isStopped || !worker.alive) {
            return;
        } else if (worker.dismissed || worker.isClosed || worker.terminatedAt != null) {
            worker.dies();
        } else if (worker.worker.state() == WorkerState.STARTING) {
            worker.starts();
        } else if (!worker.held.isEmpty()) {
            worker.answers();
        } else if (worker.worker.state() == WorkerState.STOPPING) {
            worker.dies();
        }
    }

    /** Anything that a process may do. */
    private void live(SimulatedWorker worker) {
        if (worker.isStopped) {
            worker.isStopped = random.nextInt(4) > 0;
            return;
        }
        if (worker.isClosed) { // whatever it said was told before
            if (random.nextInt(4) == 0) {
                worker.dies();
            }
            return;
        }
        switch (random.nextInt(28)) {
            case 0 -> worker.dies();
            case 1 -> farewell(worker);
            case 2 -> worker.closesItsOutput();
            case 3 -> worker.talksNonsense();
            case 4 -> answerWithStrangeId(worker);
            case 5 -> refuseSomething(worker);
            case 6, 7, 8 -> answerMany(worker);
            case 9, 10 -> bench.pass(random.nextInt(3_000)); // it stalls
            case 11 -> worker.isStopped = true;
            case 12, 13 -> worker.weighs(random.nextInt(4) == 0 ? LIMIT_BYTES + 1 : LIMIT_BYTES);
            case 14 -> worker.isImmortal = random.nextInt(8) == 0;
            default -> answerOne(worker);
        }
    }

    private void answerOne(SimulatedWorker worker) {
        if (worker.worker.state() == WorkerState.STARTING) {
            worker.hasSignals = random.nextInt(8) > 0;
            worker.beats = random.nextInt(4) > 0;
            worker.hasChunks = random.nextInt(8) > 0;
            if (random.nextInt(8) == 0) {
                worker.startsWith(Set.of());
            } else {
                worker.starts();
            }
        } else if (worker.held.isEmpty() || worker.killedAt != null || worker.dismissed) {
            willing(worker);
        } else if (worker.asked.contains(worker.held.getFirst().id()) && random.nextBoolean()) {
            worker.fails(ErrorObject.CANCELLED);
        } else if (random.nextInt(6) == 0) {
            worker.fails(ErrorObject.TASK_FAILED);
        } else {
            worker.answers();
        }
    }

    private void answerMany(SimulatedWorker worker) {
        for (int i = random.nextInt(40); i > 0 && worker.alive; i--) {
            answerOne(worker);
        }
    }

    private void farewell(SimulatedWorker worker) {
        @Nullable
        Long running =
                switch (random.nextInt(4)) {
                    case 0 -> null;
                    case 1 -> Message.NO_ID;
                    case 2 -> 1_000_000L;
                    default ->
                        worker.held.isEmpty()
                                ? null
                                : Long.valueOf(worker.held.getFirst().id());
                };
        worker.saysGoodbye(running);
        if (random.nextInt(4) > 0) {
            worker.dies();
        }
    }

    private void refuseSomething(SimulatedWorker worker) {
        List<Attempt> held = new ArrayList<>(worker.held);
        if (held.size() > 1) {
            worker.refuses(held.get(1 + random.nextInt(held.size() - 1)));
        }
    }

    /** One that never was, one of another worker, or one that was answered before. */
    private void answerWithStrangeId(SimulatedWorker worker) {
        long id = random.nextInt(bench.submitted.size() + 5);
        if (worker.held.stream().noneMatch(each -> each.id() == id)) {
            worker.answers(id, new FromWorker.Result(id, RawJson.of("\"strange\"")));
        }
    }

    /** What the threads of a process may still tell when it is gone. */
    private void haunt(SimulatedWorker worker) {
        switch (random.nextInt(4)) {
            case 0 -> worker.closesItsOutput();
            case 1 -> worker.talksNonsense();
            case 2 -> answerWithStrangeId(worker);
            default -> worker.starts();
        }
    }
}
