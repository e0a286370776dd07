package dev.spindle.coordinator.lab.scaling;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.PoolListener;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.Load;
import dev.spindle.worker.lab.LoadTask;
import dev.spindle.worker.lab.Shift;
import dev.spindle.worker.lab.Weigh;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A pool for each number of worker processes to be tried, all of them started and warm. For one thread. */
final class Workers implements AutoCloseable {
    private static final Load TRIFLE = Load.ofNumber(3);

    private static final long PATIENCE_SECONDS = 30;

    private final Map<Integer, WorkerPool> pools = new LinkedHashMap<>();
    private final Map<Integer, Started> started = new LinkedHashMap<>();

    /** Hears of the workers of one pool that have started. Thread-safe. */
    private static final class Started implements PoolListener {
        private final Queue<Long> processIds = new ConcurrentLinkedQueue<>();
        private final CountDownLatch missing;

        Started(int workers) {
            this.missing = new CountDownLatch(workers);
        }

        @Override
        public void workerStarted(int worker, int generation, long processId) {
            processIds.add(processId);
            missing.countDown();
        }
    }

    /** Begins to start them. */
    Workers(Setting setting, List<Integer> levels, List<String> jvmArguments) {
        for (int level : levels) {
            Started hears = new Started(level);
            WorkerPool pool = setting.pool()
                    .workers(level)
                    .heap("64m")
                    .retries(0)
                    .listener(hears)
                    .jvmArguments(jvmArguments)
                    .tasks(LoadTask.class)
                    .tasks(Weigh.class)
                    .build();
            pools.put(level, pool);
            started.put(level, hears);
            pool.prestart(level);
        }
    }

    /** Waits until all of them are ready. */
    void awaitAll() throws UnmeasuredException, InterruptedException {
        for (WorkerPool pool : pools.values()) {
            pool.tasks(); // waits for the first of them, or says why it does not start
        }
        for (Started each : started.values()) {
            if (!each.missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new UnmeasuredException("workers do not start in time", null);
            }
        }
    }

    /** Has each of them do so many jobs of next to nothing, until all that has to do with messages is compiled. */
    void warmUp(int jobs) throws UnmeasuredException, InterruptedException {
        for (Map.Entry<Integer, WorkerPool> each : pools.entrySet()) {
            run(each.getValue(), Collections.nCopies(jobs * each.getKey(), TRIFLE));
        }
    }

    /** As {@link Unit.Hands#work}, in the pool with {@code atOnce} workers. */
    Shift work(List<Load> loads, int atOnce) throws UnmeasuredException, InterruptedException {
        WorkerPool pool = Objects.requireNonNull(pools.get(atOnce));
        long cpu = cpuNanos(atOnce);
        long began = System.nanoTime();
        List<Long> nanos = run(pool, loads);
        long ended = System.nanoTime();
        return new Shift(ended - began, Shift.used(cpu, cpuNanos(atOnce)), nanos);
    }

    /** Of this process and of the workers. */
    private long cpuNanos(int level) {
        long sum = Shift.cpuNanosOf(ProcessHandle.current());
        Started workers = Objects.requireNonNull(started.get(level));
        for (long id : workers.processIds) {
            long each = ProcessHandle.of(id).map(Shift::cpuNanosOf).orElse(Shift.UNKNOWN);
            if (sum == Shift.UNKNOWN || each == Shift.UNKNOWN) {
                return Shift.UNKNOWN;
            }
            sum += each;
        }
        return sum;
    }

    private static List<Long> run(WorkerPool pool, List<Load> loads) throws UnmeasuredException, InterruptedException {
        List<Job<Long>> jobs = new ArrayList<>();
        for (Load load : loads) {
            jobs.add(pool.submit(LoadTask.class, load.word()));
        }
        List<Long> results = new ArrayList<>();
        for (Job<Long> job : jobs) {
            results.add(result(job));
        }
        return results;
    }

    /** The pool with one worker. */
    WorkerPool single() {
        return Objects.requireNonNull(pools.get(1));
    }

    /** What a worker weighs that has done jobs: the median of as many looks as the largest pool has workers. */
    Weigh.Weight weigh() throws UnmeasuredException, InterruptedException {
        int most = Collections.max(pools.keySet());
        WorkerPool pool = Objects.requireNonNull(pools.get(most));
        List<Job<String>> jobs = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            jobs.add(pool.submit(Weigh.class, new Weigh.Order(Weigh.Kind.PROCESS, 1).text()));
        }
        List<Long> bytes = new ArrayList<>();
        for (Job<String> job : jobs) {
            bytes.add(Weigh.Weight.of(result(job)).bytes());
        }
        Collections.sort(bytes);
        return new Weigh.Weight(1, bytes.get(bytes.size() / 2));
    }

    /** What the job returned; it must not fail. */
    static <T> T result(Job<T> job) throws UnmeasuredException, InterruptedException {
        try {
            return job.get();
        } catch (ExecutionException e) {
            throw UnmeasuredException.of("a job failed", e);
        }
    }

    @Override
    public void close() {
        pools.values().forEach(WorkerPool::close);
    }
}
