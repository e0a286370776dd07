package dev.spindle.coordinator.lab.contention;

import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Experiment;
import dev.spindle.coordinator.lab.Findings;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.Table;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.coordinator.lab.contention.Coroutines.AwaitPlace;
import dev.spindle.worker.lab.MappedCounter;
import dev.spindle.worker.lab.MappedCounter.Guard;
import dev.spindle.worker.lab.OwnedCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One counter and two contenders, in every way there is: how many updates are lost, and what it costs to lose none. All ways take turns,
 * in an order that changes from round to round.
 */
public final class Contention implements Experiment {
    private static final String QUESTION =
            "What becomes of a counter that two increment at once, and what does it cost to lose no update?";
    private static final String CAPTION = "increments: of both contenders, in all repetitions. lost: how many of these"
            + " the counter does not show. median, p25, p75: ns for an increment: the time until both had ended, by the"
            + " increments of both. ratio: to one thread that has the counter to itself. volatile: count++ on a"
            + " volatile field. atomic: an AtomicLong, or the same on mapped memory. owner: a worker that has the counter,"
            + " to which two threads send a job for each increment. await inside: between reading and writing.";

    private static final Rounds.Effort FULL = new Rounds.Effort(100, 1000, 9, 20, 25);
    private static final Rounds.Effort QUICK = new Rounds.Effort(10, 200, 3, 9, 1.2);

    private static final int CONTENDERS = 2;

    @Override
    public String name() {
        return "contention";
    }

    @Override
    public String description() {
        return "a shared counter: lost updates, and what it costs to lose none";
    }

    @Override
    public Findings run(Setting setting) throws UnmeasuredException, InterruptedException {
        if (Runtime.getRuntime().availableProcessors() < CONTENDERS) {
            setting.note("one core: contenders run by turns and seldom meet; for lost updates, measure on two or more");
        }
        ExecutorService threads = Executors.newFixedThreadPool(CONTENDERS, Contention::daemon);
        try (WorkerPool first = pool(setting);
                WorkerPool second = pool(setting);
                CounterFile file = new CounterFile()) {
            Rounds rounds = new Rounds(setting.either(QUICK, FULL));
            List<Way> ways = new ArrayList<>(inThisProcess(threads));
            ways.addAll(betweenProcesses(List.of(first, second), file));
            ways.add(new Messages(Kind.MESSAGE, CONTENDERS, first, threads));
            ways.add(new Coroutines(Kind.COROUTINE, CONTENDERS, AwaitPlace.AFTER_WRITING));
            ways.add(new Coroutines(Kind.COROUTINE_ACROSS_AWAIT, CONTENDERS, AwaitPlace.BETWEEN_READING_AND_WRITING));
            rounds.warmUp(ways, setting);
            return findings(setting, rounds.measure(), rounds.rows());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "contender");
        thread.setDaemon(true);
        return thread;
    }

    /** One worker and no more: so two of these are two processes. */
    private static WorkerPool pool(Setting setting) {
        return setting.pool()
                .workers(1)
                .retries(0)
                .tasks(MappedCounter.class, OwnedCounter.class)
                .build();
    }

    private static List<Way> inThisProcess(ExecutorService threads) {
        return List.of(
                new Threads(Kind.ONE_THREAD, 1, Counter.Plain::new, threads),
                new Threads(Kind.PLAIN, CONTENDERS, Counter.Plain::new, threads),
                new Threads(Kind.VOLATILE, CONTENDERS, Counter.Volatile::new, threads),
                new Threads(Kind.SYNCHRONIZED, CONTENDERS, Counter.Synchronized::new, threads),
                new Threads(Kind.LOCKED, CONTENDERS, Counter.Locked::new, threads),
                new Threads(Kind.ATOMIC, CONTENDERS, Counter.Atomic::new, threads),
                new Threads(Kind.ADDER, CONTENDERS, Counter.Adder::new, threads));
    }

    private static List<Way> betweenProcesses(List<WorkerPool> pools, CounterFile file) {
        return List.of(
                new Processes(Kind.MAPPED, Guard.NOTHING, pools, file),
                new Processes(Kind.FILE_LOCKED, Guard.FILE_LOCK, pools, file),
                new Processes(Kind.MAPPED_ATOMIC, Guard.ATOMIC, pools, file));
    }

    private Findings findings(Setting setting, Map<String, Object> method, List<Row> rows) {
        return Findings.of(
                this,
                QUESTION,
                setting,
                method,
                rows.stream().map(Row::json).toList(),
                new Table(Row.COLUMNS, rows.stream().map(Row::cells).toList()),
                CAPTION,
                Conclusion.of(rows),
                Charts.of(rows));
    }
}
