package dev.spindle.coordinator.lab.isolation;

import dev.spindle.coordinator.JobListener;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.JobProgress;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.worker.lab.InThreads;
import dev.spindle.worker.lab.Misbehaviour;
import dev.spindle.worker.lab.Remains;
import dev.spindle.worker.lab.Verdict;
import dev.spindle.worker.lab.Verdicts;
import java.time.Duration;

/**
 * All jobs in threads of one JVM. So that this one is none the worse, that JVM is a worker's, a new one each time: from outside can be
 * told how it ended, and what its jobs had answered before. For one thread.
 */
final class InThread implements AutoCloseable {
    /** Of a JVM that does not even say that it is done. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** For a JVM that leaves by itself, so that nobody helps. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Trouble trouble;
    private final WorkerPool pool;

    InThread(Trouble trouble, Setting setting) {
        this.trouble = trouble;
        this.pool = setting.pool()
                .workers(1)
                .retries(0)
                .recycleAfter(1)
                .heap(Trouble.HEAP)
                .grace(PATIENCE)
                .tasks(InThreads.class)
                .listener(new Deaths())
                .build();
    }

    /** Has the next JVM start while something else is measured: that is disturbed by it, but sooner over. */
    void prepare() {
        pool.prestart(1);
    }

    Observation observe(Misbehaviour how) throws UnmeasuredException, InterruptedException {
        Heard heard = new Heard();
        InThreads.Order order = new InThreads.Order(
                how, trouble.others(), Trouble.SLOTS, trouble.limitOf(how).toMillis(), Trouble.GRACE.toMillis());
        JobOutcome<String> outcome = pool.submit(JobRequest.of(InThreads.class, order.text())
                        .withTimeout(LIMIT)
                        .withListener(heard))
                .outcome();
        if (outcome instanceof JobOutcome.Succeeded<String> succeeded) {
            return new Observation(Remains.of(succeeded.result()), Observation.LIVES);
        }
        if (outcome instanceof JobOutcome.WorkerLost<String> lost) {
            return new Observation(heard.remains(), Deaths.text(lost.death()));
        }
        if (outcome instanceof JobOutcome.TimedOut<String> timedOut) {
            return new Observation(
                    heard.remains(), "hung, " + timedOut.stop().by().text());
        }
        if (outcome instanceof JobOutcome.Failed<String> failed
                && failed.error().type().equals(OutOfMemoryError.class.getName())) {
            return new Observation(heard.remains(), "out of memory"); // it hit the thread that waits for the others
        }
        throw new UnmeasuredException("threads beside " + how.label() + ": " + outcome, null);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** What the jobs had answered before the end. */
    private static final class Heard implements JobListener {
        private final Verdicts verdicts = new Verdicts();

        @Override
        public void progress(JobProgress progress) {
            verdicts.add(Verdict.valueOf(progress.message()));
        }

        Remains remains() {
            return verdicts.remains(0, null, "took all with it");
        }
    }
}
