package dev.spindle.coordinator.lab.isolation;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.worker.lab.Misbehave;
import dev.spindle.worker.lab.Misbehaviour;
import dev.spindle.worker.lab.Remains;
import dev.spindle.worker.lab.SumOfSquares;
import dev.spindle.worker.lab.Verdict;
import dev.spindle.worker.lab.Verdicts;
import dev.spindle.worker.tasks.Sleep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All jobs in a pool of workers, which goes on from one misbehaviour to the next. For one thread. */
final class InProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PROBE_MILLIS = 20;

    /** Whether a worker has one job only. */
    enum Workers {
        KEPT,
        RECYCLED
    }

    private final Trouble trouble;
    private final Workers workers;
    private final Deaths deaths = new Deaths();
    private final WorkerPool pool;

    InProcess(Trouble trouble, Workers workers, Setting setting) {
        this.trouble = trouble;
        this.workers = workers;
        PoolBuilder builder = setting.pool()
                .workers(Trouble.SLOTS)
                .retries(0)
                .grace(Trouble.GRACE)
                .heap(Trouble.HEAP)
                .tasks(Misbehave.class, SumOfSquares.class)
                .listener(deaths);
        this.pool = (workers == Workers.RECYCLED ? builder.recycleAfter(1) : builder).build();
        pool.prestart(Trouble.SLOTS);
    }

    /** One course of events; {@code wrongWorkers} gets the places of the workers that gave wrong answers. */
    Observation observe(Misbehaviour how, Set<Integer> wrongWorkers) throws InterruptedException {
        if (workers == Workers.KEPT) {
            probe(new HashSet<>()); // all are there, and well
        }
        deaths.forget();
        int half = trouble.others() / 2;
        List<Job<Long>> others = new ArrayList<>();
        submit(others, half / 2);
        Job<Object> misbehaving =
                pool.submit(JobRequest.of(Misbehave.class, how.name()).withTimeout(trouble.limitOf(how)));
        submit(others, half);
        JobOutcome<Object> bad = misbehaving.outcome();
        long began = System.nanoTime();
        submit(others, half + 1);
        boolean inTime = verdict(half, others.get(half).outcome()) == Verdict.RIGHT;
        Double nextMillis = inTime ? Double.valueOf((System.nanoTime() - began) / 1e6) : null;
        submit(others, trouble.others());
        return new Observation(remains(others, bad, nextMillis, wrongWorkers), endOf(bad));
    }

    /** Until there are {@code count}. */
    private void submit(List<Job<Long>> others, int count) throws InterruptedException {
        for (int number = others.size(); number < count; number++) {
            others.add(pool.submit(SumOfSquares.class, SumOfSquares.input(number)));
        }
    }

    private Remains remains(
            List<Job<Long>> others, JobOutcome<Object> bad, @Nullable Double nextMillis, Set<Integer> wrongWorkers)
            throws InterruptedException {
        Verdicts verdicts = new Verdicts();
        Set<Integer> seen = new HashSet<>();
        for (int number = 0; number < others.size(); number++) {
            JobOutcome<Long> outcome = others.get(number).outcome();
            Verdict verdict = verdict(number, outcome);
            verdicts.add(verdict);
            if (number >= others.size() / 2) {
                seen.add(outcome.worker());
            }
            if (verdict == Verdict.WRONG) {
                wrongWorkers.add(outcome.worker());
            }
        }
        return verdicts.remains(probe(seen), nextMillis, text(bad));
    }

    private static Verdict verdict(int number, JobOutcome<Long> outcome) {
        if (outcome instanceof JobOutcome.Succeeded<Long> succeeded) {
            return Verdict.of(succeeded.result(), SumOfSquares.input(number));
        }
        return isOutOfMemory(outcome) ? Verdict.OUT_OF_MEMORY : Verdict.FAILED;
    }

    private static boolean isOutOfMemory(JobOutcome<?> outcome) {
        return outcome instanceof JobOutcome.Failed<?> failed
                && failed.error().type().equals(OutOfMemoryError.class.getName());
    }

    /** Submits jobs until every worker has taken one, those included that {@code seen} has; returns how many have. */
    private int probe(Set<Integer> seen) throws InterruptedException {
        long began = System.nanoTime();
        while (seen.size() < Trouble.SLOTS && System.nanoTime() - began < PATIENCE.toNanos()) {
            List<Job<@Nullable Void>> probes = new ArrayList<>();
            for (int i = 0; i < Trouble.SLOTS; i++) {
                probes.add(pool.submit(Sleep.class, PROBE_MILLIS));
            }
            for (Job<@Nullable Void> probe : probes) {
                seen.add(probe.outcome().worker());
            }
        }
        return seen.size();
    }

    private static String text(JobOutcome<?> bad) {
        if (bad instanceof JobOutcome.Failed<?> failed) {
            return failed.error().type().replaceFirst(".*\\.", "");
        }
        if (bad instanceof JobOutcome.TimedOut<?> timedOut) {
            return "given up after " + timedOut.limit().toMillis() + " ms";
        }
        return bad instanceof JobOutcome.WorkerLost<?> ? "took its worker with it" : "returned";
    }

    private String endOf(JobOutcome<?> bad) throws InterruptedException {
        if (bad instanceof JobOutcome.WorkerLost<?> lost) {
            return Deaths.text(lost.death());
        }
        if (bad instanceof JobOutcome.TimedOut<?> timedOut) {
            return timedOut.stop().by().text();
        }
        if (isOutOfMemory(bad)) {
            return deaths.next();
        }
        return workers == Workers.RECYCLED ? "recycled" : Observation.LIVES;
    }

    @Override
    public void close() {
        pool.close();
    }
}
