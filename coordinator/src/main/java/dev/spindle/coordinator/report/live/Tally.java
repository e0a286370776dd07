package dev.spindle.coordinator.report.live;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.DeathReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What attempts and deaths add up to. Thread-safe; an attempt that ended ok costs a few additions. */
final class Tally {
    /** So many of the latest failures and deaths are kept. */
    static final int KEPT = 30;

    private static final int LONGEST_CAUSE = 400;

    private final Buckets durations = new Buckets();
    private final Map<AttemptReport.End, LongAdder> attempts = new EnumMap<>(AttemptReport.End.class);
    private final Map<DeathReport.Kind, Long> deaths = new EnumMap<>(DeathReport.Kind.class);
    private final Deque<Failure> failures = new ArrayDeque<>();
    private final Deque<Death> latestDeaths = new ArrayDeque<>();
    private long started;
    private @Nullable String stopped;

    /** An attempt that did not end ok; {@code at} is the wall clock's milliseconds. */
    record Failure(
            long at,
            long job,
            int jobs,
            String task,
            int attempt,
            AttemptReport.End end,
            boolean again,
            String cause) {}

    /** A worker that ended without having been told to. */
    record Death(long at, int worker, int generation, long processId, DeathReport.Kind kind, String cause, long job) {}

    Tally() {
        for (AttemptReport.End end : AttemptReport.End.values()) {
            attempts.put(end, new LongAdder());
        }
        for (DeathReport.Kind kind : DeathReport.Kind.values()) {
            deaths.put(kind, 0L);
        }
    }

    void add(AttemptReport attempt) {
        durations.add(attempt.endedNanos() - attempt.beganNanos(), attempt.jobs());
        LongAdder count = attempts.get(attempt.end());
        if (count != null) {
            count.add(attempt.jobs());
        }
        if (attempt.end() != AttemptReport.End.OK) {
            keep(
                    failures,
                    new Failure(
                            System.currentTimeMillis(),
                            attempt.job(),
                            attempt.jobs(),
                            attempt.task(),
                            attempt.attempt(),
                            attempt.end(),
                            attempt.again(),
                            line(attempt.cause())));
        }
    }

    synchronized void add(DeathReport death) {
        deaths.merge(death.kind(), 1L, Long::sum);
        keep(
                latestDeaths,
                new Death(
                        System.currentTimeMillis(),
                        death.worker(),
                        death.generation(),
                        death.processId(),
                        death.kind(),
                        line(death.cause()),
                        death.job()));
    }

    private synchronized <T> void keep(Deque<T> latest, T one) {
        latest.addFirst(one);
        if (latest.size() > KEPT) {
            latest.removeLast();
        }
    }

    synchronized void started() {
        started++;
    }

    /** The pool has given up. */
    synchronized void stopped(String why) {
        stopped = line(why);
    }

    Buckets durations() {
        return durations;
    }

    long attempts(AttemptReport.End end) {
        LongAdder count = attempts.get(end);
        return count == null ? 0 : count.sum();
    }

    /** How many workers ended without having been told to, by how; the kinds that have not occurred included. */
    synchronized Map<DeathReport.Kind, Long> deaths() {
        return new EnumMap<>(deaths);
    }

    /** The latest first. */
    synchronized List<Failure> failures() {
        return new ArrayList<>(failures);
    }

    /** The latest first. */
    synchronized List<Death> latestDeaths() {
        return new ArrayList<>(latestDeaths);
    }

    /** How many workers became ready. */
    synchronized long startedWorkers() {
        return started;
    }

    /** Why the pool has given up; null when it has not. */
    synchronized @Nullable String whyStopped() {
        return stopped;
    }

    /** As UTF-8 can have it: a job's text may hold half a surrogate pair. */
    private static String line(@Nullable String text) {
        String known = text == null ? "" : text;
        String cut = known.length() <= LONGEST_CAUSE ? known : known.substring(0, LONGEST_CAUSE) + "…";
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
