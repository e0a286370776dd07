package dev.spindle.coordinator.report;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.DeathReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a page shows of a run, gathered while it goes on, in a memory that does not grow with its jobs. Thread-safe until it is drawn. */
final class RunRecord {
    /** More places are counted, not drawn. */
    private static final int LANES = 128;

    private static final int DEATHS = 50;
    private static final int LONGEST_TEXT = 120;

    final long began;
    private final LongUnaryOperator lineOf;
    private final TimeGrid grid;
    private final int ok;
    private final int notOk;
    private final int queued;
    private final Map<Integer, Lane> lanes = new TreeMap<>();
    private final List<Death> deaths = new ArrayList<>();
    private final Latencies ran = new Latencies();
    private final Latencies waited = new Latencies();
    private int places;
    private long died;
    private boolean hasChunks;

    /** A worker that ended without having been told to. */
    record Death(long at, DeathReport report, long line) {}

    /** @param lineOf which line the pool's job is; -1 where nobody knows */
    RunRecord(long began, LongUnaryOperator lineOf) {
        this.began = began;
        this.lineOf = lineOf;
        this.grid = new TimeGrid(began);
        this.ok = grid.addRow();
        this.notOk = grid.addRow();
        this.queued = grid.addRow();
    }

    synchronized void ended(AttemptReport attempt) {
        hasChunks |= attempt.jobs() > 1;
        boolean isOk = attempt.end() == AttemptReport.End.OK;
        long took = Math.max(0, attempt.endedNanos() - attempt.beganNanos());
        ran.add(took / attempt.jobs(), attempt.jobs());
        waited.add(attempt.beganNanos() - attempt.waitedSinceNanos(), attempt.jobs());
        grid.add(queued, attempt.waitedSinceNanos(), attempt.jobs());
        grid.add(queued, attempt.sentNanos(), -attempt.jobs());
        if (!attempt.again() || isOk) {
            grid.add(isOk ? ok : notOk, attempt.endedNanos(), attempt.jobs());
        }
        Lane lane = lane(attempt.worker());
        if (lane != null) {
            // Most are too short to be seen one by one: then nobody needs the words.
            String text = took < grid.width() ? "" : text(attempt, took);
            lane.ran(new Lane.Span(attempt.beganNanos(), attempt.endedNanos(), isOk, text), attempt.jobs());
        }
    }

    private String text(AttemptReport attempt, long took) {
        long line = lineOf.applyAsLong(attempt.job());
        String what = attempt.jobs() > 1 ? attempt.jobs() + " jobs from line " + line : "line " + line;
        String how = attempt.end() == AttemptReport.End.OK
                ? ""
                : ", " + attempt.end().text();
        String why = attempt.cause() == null ? "" : ": " + attempt.cause();
        String nth = attempt.attempt() > 1 ? ", attempt " + attempt.attempt() : "";
        return Failures.cut(what + ", " + attempt.task() + nth + ", " + Spans.text(took) + how + why, LONGEST_TEXT);
    }

    synchronized void started(int worker, long at) {
        Lane lane = lane(worker);
        if (lane != null) {
            lane.mark(at, null);
        }
    }

    synchronized void died(DeathReport report, long at) {
        died++;
        if (deaths.size() < DEATHS) {
            deaths.add(new Death(at, report, report.job() < 0 ? -1 : lineOf.applyAsLong(report.job())));
        }
        Lane lane = lane(report.worker());
        if (lane != null) {
            lane.mark(at, report.kind().text());
            lane.weighed(report.peakResidentBytes());
        }
    }

    synchronized void left(DeathReport report) {
        Lane lane = lane(report.worker());
        if (lane != null) {
            lane.weighed(report.peakResidentBytes());
        }
    }

    private @Nullable Lane lane(int worker) {
        places = Math.max(places, worker + 1);
        return worker < 0 || worker >= LANES ? null : lanes.computeIfAbsent(worker, place -> new Lane(place, grid));
    }

    synchronized List<Lane> lanes() {
        return List.copyOf(lanes.values());
    }

    /** Whether jobs travelled in chunks, of which it is only known that they were answered. */
    synchronized boolean hasChunks() {
        return hasChunks;
    }

    /** How many places there are, with those that have no lane. */
    synchronized int places() {
        return places;
    }

    synchronized List<Death> deaths() {
        return List.copyOf(deaths);
    }

    /** How many died, with those that are not kept. */
    synchronized long died() {
        return died;
    }

    /** What attempts took. */
    Latencies ran() {
        return ran;
    }

    /** From when they were submitted to when they began. */
    Latencies waited() {
        return waited;
    }

    synchronized double columnSeconds() {
        return grid.width() / 1e9;
    }

    synchronized double[] ok(long end) {
        return grid.row(ok, end);
    }

    synchronized double[] notOk(long end) {
        return grid.row(notOk, end);
    }

    /** How many waited for a worker at the end of each column. */
    synchronized double[] queue(long end) {
        double[] waiting = grid.row(queued, end);
        for (int column = 1; column < waiting.length; column++) {
            waiting[column] += waiting[column - 1];
        }
        return waiting;
    }
}
