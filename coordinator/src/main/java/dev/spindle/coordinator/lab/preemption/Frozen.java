package dev.spindle.coordinator.lab.preemption;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobListener;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.JobProgress;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.PoolListener;
import dev.spindle.coordinator.Stop;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.lab.Setting;
import dev.spindle.coordinator.lab.UnmeasuredException;
import dev.spindle.protocol.RawJson;
import dev.spindle.worker.lab.Freeze;
import dev.spindle.worker.lab.Heartbeat;
import dev.spindle.worker.lab.Heartbeat.Threads;
import dev.spindle.worker.tasks.Sleep;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One of three workers was frozen, the second had the heartbeat, the third ran short jobs. Immutable.
 *
 * @param silence how long a worker may give no sign of life
 * @param afterMillis from just before it froze until the pool had ended it
 * @param by what it took to end it
 * @param jobs how many short ones the pool did meanwhile
 * @param heart the heartbeat beside it
 */
record Frozen(Duration silence, double afterMillis, String by, int jobs, Row heart) {
    private static final int WORKERS = 3;
    private static final long JOB_MILLIS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Empty, and a note, where a process cannot freeze itself. */
    static Optional<Frozen> measure(Pulse pulse, Duration silence, int java, Setting setting)
            throws UnmeasuredException, InterruptedException {
        try (WorkerPool pool = setting.pool()
                .workers(WORKERS)
                .retries(0)
                .heartbeatTimeout(silence)
                .tasks(Freeze.class, Heartbeat.class)
                .listener(PoolListener.NONE)
                .build()) {
            warmUp(pool);
            Job<String> heartbeat = new InWorkers(pulse, pool).submit(Threads.PLATFORM, 0);
            AtomicLong froze = new AtomicLong(System.nanoTime());
            Job<String> freezing = pool.submit(
                    JobRequest.of(Freeze.class, RawJson.NULL).withTimeout(LIMIT).withListener(noting(froze)));
            int jobs = 0;
            while (!freezing.isDone()) {
                jobs += pool.submit(Sleep.class, JOB_MILLIS).outcome() instanceof JobOutcome.Succeeded<?> ? 1 : 0;
            }
            double afterMillis = (System.nanoTime() - froze.get()) / 1e6;
            JobOutcome<String> outcome = freezing.outcome();
            Row heart = Row.of(new Variant(Kind.PROCESS, java, 0), List.of(InWorkers.rhythm(heartbeat.outcome())));
            if (outcome instanceof JobOutcome.WorkerLost<String> lost) {
                return Optional.of(new Frozen(silence, afterMillis, by(lost.death()), jobs, heart));
            }
            setting.note("no process was frozen, as none can send itself SIGSTOP here: try it where there is a program"
                    + " kill and POSIX signals");
            return Optional.empty();
        }
    }

    /** All workers are there. */
    private static void warmUp(WorkerPool pool) throws InterruptedException {
        pool.prestart(WORKERS);
        Job<@Nullable Void> first = pool.submit(Sleep.class, JOB_MILLIS);
        Job<@Nullable Void> second = pool.submit(Sleep.class, JOB_MILLIS);
        first.outcome();
        second.outcome();
    }

    private static JobListener noting(AtomicLong nanos) {
        return new JobListener() {
            @Override
            public void progress(JobProgress progress) {
                nanos.set(System.nanoTime());
            }
        };
    }

    private static String by(DeathReport death) {
        Stop stop = death.stop();
        return stop == null ? death.cause() : stop.by().text();
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("silenceMillis", silence.toMillis());
        fields.put("afterMillis", Math.round(afterMillis * 1e3) / 1e3);
        fields.put("by", by);
        fields.put("jobsMeanwhile", jobs);
        fields.put("expected", heart.expected());
        fields.put("missed", heart.missed());
        fields.put("worstMicros", Math.round(heart.worst()) / 1e3);
        return fields;
    }
}
