package dev.spindle.coordinator.report.live;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.PoolStatus;
import dev.spindle.coordinator.WorkerStatus;
import dev.spindle.coordinator.report.LiveRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The run in figures, for Prometheus and whatever else reads its text format. docs/formats.md lists them. */
final class Metrics {
    /** So that each has a series from the beginning. */
    private static final List<String> STATUSES = List.of("ok", "failed", "timeout", "lost", "cancelled", "invalid");

    private final LiveRun run;
    private final Tally tally;
    private final String version;
    private final double began = System.currentTimeMillis() / 1e3;

    Metrics(LiveRun run, Tally tally, String version) {
        this.run = run;
        this.tally = tally;
        this.version = version;
    }

    String text() {
        Exposition out = new Exposition();
        PoolStatus status = run.status();
        out.metric("spindle_run_info", "gauge", "What runs; always 1.")
                .sample("spindle_run_info", 1, "version", version, "java", String.valueOf(Runtime.version()))
                .metric("spindle_run_start_time_seconds", "gauge", "When the run began, since 1970.")
                .sample("spindle_run_start_time_seconds", began)
                .metric("spindle_jobs_read_total", "counter", "Lines of the input that get a result, read so far.")
                .sample("spindle_jobs_read_total", run.read())
                .metric("spindle_input_read", "gauge", "Whether all of the input has been read: 1 or 0.")
                .sample("spindle_input_read", run.isAllRead() ? 1 : 0)
                .metric("spindle_jobs_total", "counter", "Lines that have their result, by its status.");
        Map<String, Long> byStatus = new LinkedHashMap<>();
        STATUSES.forEach(each -> byStatus.put(each, 0L));
        byStatus.putAll(run.doneByStatus());
        byStatus.forEach((each, count) -> out.sample("spindle_jobs_total", count, "status", each));
        out.metric("spindle_retries_total", "counter", "Attempts made again, of lines that have their result.")
                .sample("spindle_retries_total", run.retries())
                .metric("spindle_queue_jobs", "gauge", "Jobs that wait for a worker; a chunk of them is one.")
                .sample("spindle_queue_jobs", status.queued())
                .metric("spindle_running_jobs", "gauge", "Jobs that run; a chunk of them is one.")
                .sample("spindle_running_jobs", status.running());
        attempts(out);
        workers(out, status.workers());
        return out.toString();
    }

    private void attempts(Exposition out) {
        out.metric("spindle_attempts_total", "counter", "Attempts that are over, by how they ended.");
        for (AttemptReport.End end : AttemptReport.End.values()) {
            out.sample("spindle_attempts_total", tally.attempts(end), "end", end.text());
        }
        String name = "spindle_job_duration_seconds";
        out.metric(name, "histogram", "How long attempts ran; the jobs of a chunk count with their mean.");
        Buckets durations = tally.durations();
        double seconds = durations.seconds();
        long[] counts = durations.cumulative();
        for (int i = 0; i < durations.size(); i++) {
            out.sample(name + "_bucket", counts[i], "le", String.valueOf(durations.boundSeconds(i)));
        }
        long all = counts[durations.size()];
        out.sample(name + "_bucket", all, "le", "+Inf")
                .sample(name + "_sum", seconds)
                .sample(name + "_count", all);
    }

    private void workers(Exposition out, List<WorkerStatus> workers) {
        out.metric("spindle_workers", "gauge", "Worker processes, by what they are at.");
        for (WorkerStatus.State state : WorkerStatus.State.values()) {
            long count = workers.stream().filter(each -> each.state() == state).count();
            out.sample("spindle_workers", count, "state", state.name().toLowerCase(Locale.ROOT));
        }
        out.metric(
                "spindle_worker_resident_memory_bytes",
                "gauge",
                "Resident memory of the processes in each place of the pool.");
        Map<Integer, Long> resident = new TreeMap<>(); // one that leaves shares its place with its successor
        workers.stream()
                .filter(each -> each.residentBytes() >= 0)
                .forEach(each -> resident.merge(each.worker(), each.residentBytes(), Long::sum));
        resident.forEach((worker, bytes) ->
                out.sample("spindle_worker_resident_memory_bytes", bytes, "worker", String.valueOf(worker)));
        out.metric("spindle_worker_starts_total", "counter", "Workers that became ready.")
                .sample("spindle_worker_starts_total", tally.startedWorkers())
                .metric("spindle_worker_deaths_total", "counter", "Workers that ended without being told to, by how.");
        tally.deaths().forEach((kind, count) -> out.sample("spindle_worker_deaths_total", count, "kind", kind.text()));
    }
}
