package dev.spindle.coordinator.report;

import dev.spindle.coordinator.PoolTimes;
import dev.spindle.protocol.RawJson;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to say of the lines of a run when it is over, in a memory that does not grow with them. For one thread. */
public final class Findings implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Failures failures = new Failures();
    private final SlowJobs slowest = new SlowJobs();
    private final Latencies latencies = new Latencies();
    private long slowestOk;
    private long retriedOk;
    private long retriedInVain;

    /**
     * A job that ran has ended.
     *
     * @param id as the line has it
     * @param status as result lines say it
     * @param nanos of its last attempt
     */
    public void ran(long line, @Nullable RawJson id, @Nullable String task, String status, int attempts, long nanos) {
        latencies.add(nanos, 1);
        slowest.add(line, id, task, status, nanos);
        boolean ok = status.equals("ok");
        if (ok) {
            slowestOk = Math.max(slowestOk, nanos);
        }
        if (attempts > 1) {
            retriedOk += ok ? 1 : 0;
            retriedInVain += ok ? 0 : 1;
        }
    }

    /**
     * So many jobs of one message have ended ok.
     *
     * @param line of the first
     * @param nanos of each, in the mean
     */
    public void ranTogether(int count, long line, @Nullable String task, long nanos) {
        latencies.add(nanos, count);
        slowest.add(line, null, task, "ok", nanos);
        slowestOk = Math.max(slowestOk, nanos);
    }

    /** A line did not end ok, with the type and message of its result. */
    public void failed(long line, String status, String type, @Nullable String message) {
        failures.add(status, type, message, line);
    }

    /** Those of other lines, as well. */
    public void addAll(Findings others) {
        failures.addAll(others.failures);
        slowest.addAll(others.slowest);
        latencies.addAll(others.latencies);
        slowestOk = Math.max(slowestOk, others.slowestOk);
        retriedOk += others.retriedOk;
        retriedInVain += others.retriedInVain;
    }

    /** What the jobs that ran took. */
    public Latencies latencies() {
        return latencies;
    }

    /** What the longest took of those that ended ok. */
    public long slowestOk() {
        return slowestOk;
    }

    /** How many ended ok at a later attempt than their first. */
    public long retriedOk() {
        return retriedOk;
    }

    /** How many were tried again and did not end ok. */
    public long retriedInVain() {
        return retriedInVain;
    }

    /** All of it, at the end. */
    public Summary summary(PoolTimes times, List<String> advice) {
        return new Summary(failures.all(), slowest.all(), latencies, times, advice);
    }
}
