package dev.spindle.coordinator.lab.startup;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Experiment;
import dev.spindle.coordinator.lab.Findings;
import dev.spindle.coordinator.lab.Jdk;
import dev.spindle.coordinator.lab.ModernJava;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.Table;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.coordinator.spin.VirtualThreads;
import dev.spindle.worker.lab.VirtualThreadStarts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What it costs until a unit of execution runs a job: a process for each job against workers that are there, threads, virtual threads and
 * coroutines. All ways take turns, in an order that changes from round to round.
 */
public final class Startup implements Experiment {
    private static final String QUESTION =
            "What does it cost to start a unit for a job, and how long must jobs be to be worth it?";
    private static final String CAPTION = "median, p25, p75: from submitting a job that does next to nothing to its"
            + " result. gone: from then until the process is gone. pays from: a job that computes so long spends 5 %"
            + " on its unit. process: started for the job, with this program's class archive; no archive: with the"
            + " Java's own; -Xshare:off: with none. worker: a process that is there; thread, virtual thread,"
            + " coroutine: new for each job.";

    private static final Rounds.Effort FULL = new Rounds.Effort(1500, 7, 15, 28);
    private static final Rounds.Effort QUICK = new Rounds.Effort(200, 3, 3, 3);

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String description() {
        return "what starting costs: processes, threads, coroutines; when it pays";
    }

    @Override
    public Findings run(Setting setting) throws UnmeasuredException, InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor(Startup::daemon);
        try (WorkerPool pipe = worker(setting.pool());
                WorkerPool mmap = worker(setting.pool().transport(Transport.MMAP));
                ModernJava modern = ModernJava.find(
                                setting.pool().workers(1).retries(0).tasks(VirtualThreadStarts.class), setting)
                        .orElse(null)) {
            Rounds rounds = new Rounds(setting.either(QUICK, FULL));
            int java = Jdk.own().feature();
            rounds.warmUp(Processes.ways(setting), setting);
            rounds.warmUp(
                    List.of(
                            new WarmWorker(Kind.WORKER, java, pipe),
                            new WarmWorker(Kind.WORKER_MMAP, java, mmap),
                            new NewThread(Kind.THREAD, java),
                            new PooledThread(Kind.THREAD_POOL, java, thread)),
                    setting);
            rounds.warmUp(virtualThread(modern), setting);
            rounds.warmUp(List.of(new Coroutine(Kind.COROUTINE, java)), setting);
            return findings(setting, rounds.measure(), rounds.rows());
        } finally {
            thread.shutdownNow();
        }
    }

    /** Started, so that the start is none of its jobs'. */
    private static WorkerPool worker(PoolBuilder builder) {
        WorkerPool pool = builder.workers(1).retries(0).build();
        pool.prestart(1);
        return pool;
    }

    /** One way, or none. */
    private static List<Way> virtualThread(@Nullable ModernJava modern) {
        return modern == null
                ? List.of()
                : List.of(new VirtualThread(
                        Kind.VIRTUAL_THREAD, modern.jdk().feature(), VirtualThreads.areThere() ? null : modern.pool()));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "jobs");
        thread.setDaemon(true);
        return thread;
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
