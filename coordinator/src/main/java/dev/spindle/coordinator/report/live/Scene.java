package dev.spindle.coordinator.report.live;

import dev.spindle.coordinator.PoolStatus;
import dev.spindle.coordinator.WorkerStatus;
import dev.spindle.coordinator.report.LiveRun;
import dev.spindle.coordinator.report.RunEnd;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the page shows, as one JSON object. */
final class Scene {
    private static final int WORKERS_SHOWN = 200;

    private final LiveRun run;
    private final Tally tally;
    private final Pace pace = new Pace();
    private final long began = System.nanoTime();

    Scene(LiveRun run, Tally tally) {
        this.run = run;
        this.tally = tally;
    }

    /** Notes how far the run is, once a second. */
    synchronized void look() {
        double seconds = seconds();
        if (pace.isDue(seconds)) {
            pace.note(seconds, run.done(), notOk(run.doneByStatus()));
        }
    }

    /** @param end how the run ended; null while it lasts */
    synchronized RawJson show(@Nullable RunEnd end) throws ValueException {
        PoolStatus status = run.status();
        double seconds = seconds();
        long done = run.done();
        boolean isAllRead = run.isAllRead();
        long read = Math.max(done, run.read());
        double rate = pace.rate(seconds, done);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("state", end != null ? "ended" : run.isDraining() ? "draining" : "running");
        fields.put("stopped", tally.whyStopped());
        fields.put("seconds", seconds);
        fields.put("read", read);
        fields.put("isAllRead", isAllRead);
        fields.put("done", done);
        fields.put("byStatus", run.doneByStatus());
        fields.put("retries", run.retries());
        fields.put("rate", rate);
        fields.put("secondsLeft", isAllRead && rate > 0 ? (read - done) / rate : null);
        fields.put("queued", status.queued());
        fields.put("running", status.running());
        fields.put("workersStarted", tally.startedWorkers());
        fields.put(
                "workersLost",
                tally.deaths().values().stream().mapToLong(Long::longValue).sum());
        fields.put("workersNotShown", Math.max(0, status.workers().size() - WORKERS_SHOWN));
        fields.put("workers", workers(status));
        fields.put("failures", failures());
        fields.put("deaths", deaths());
        fields.put("pace", pace.fields());
        fields.put("settings", run.settings());
        fields.put("exitStatus", end == null ? null : end.exitStatus());
        fields.put("summary", end == null ? null : end.headline());
        return Values.write(fields);
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private static long notOk(Map<String, Long> byStatus) {
        long sum = -byStatus.getOrDefault("ok", 0L);
        for (long each : byStatus.values()) {
            sum += each;
        }
        return sum;
    }

    private List<Map<String, @Nullable Object>> workers(PoolStatus status) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (WorkerStatus each : status.workers()) {
            if (all.size() == WORKERS_SHOWN) {
                break;
            }
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("worker", each.worker());
            fields.put("generation", each.generation());
            fields.put("processId", each.processId() < 0 ? null : each.processId());
            fields.put("state", each.state().name().toLowerCase(Locale.ROOT));
            fields.put("jobs", each.given() - each.held());
            fields.put("residentBytes", each.residentBytes() < 0 ? null : each.residentBytes());
            fields.put("running", each.running() == null ? null : running(each.running()));
            all.add(fields);
        }
        return all;
    }

    private Map<String, @Nullable Object> running(WorkerStatus.Running running) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("line", line(running.job()));
        fields.put("jobs", running.jobs());
        fields.put("task", running.task());
        fields.put("attempt", running.attempt());
        fields.put("seconds", running.ran().toMillis() / 1e3);
        fields.put("stopping", running.stopping());
        return fields;
    }

    private List<Map<String, @Nullable Object>> failures() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Tally.Failure each : tally.failures()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("at", each.at());
            fields.put("line", line(each.job()));
            fields.put("jobs", each.jobs());
            fields.put("task", each.task());
            fields.put("attempt", each.attempt());
            fields.put("end", each.end().text());
            fields.put("again", each.again());
            fields.put("cause", each.cause());
            all.add(fields);
        }
        return all;
    }

    private List<Map<String, @Nullable Object>> deaths() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Tally.Death each : tally.latestDeaths()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("at", each.at());
            fields.put("worker", each.worker());
            fields.put("generation", each.generation());
            fields.put("processId", each.processId() < 0 ? null : each.processId());
            fields.put("kind", each.kind().text());
            fields.put("cause", each.cause());
            fields.put("line", line(each.job()));
            all.add(fields);
        }
        return all;
    }

    private @Nullable Long line(long job) {
        long line = run.seq(job);
        return line < 0 ? null : line;
    }
}
