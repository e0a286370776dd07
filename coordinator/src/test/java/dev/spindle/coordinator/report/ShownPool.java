package dev.spindle.coordinator.report;

import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.PoolStatus;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.report.live.Dashboard;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A pool of real workers in the test's own JVM, with its dashboard, and jobs that stand for lines: number 1 for line 1. */
public final class ShownPool implements LiveRun, AutoCloseable {
    public static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Dashboard dashboard;
    private final WorkerPool pool;
    private final Map<Long, Job<?>> jobs = new ConcurrentHashMap<>();
    private final Map<String, Long> byStatus = new LinkedHashMap<>();
    private long retries;
    private volatile boolean isDraining;

    public ShownPool(int port, int retriesAllowed) {
        dashboard = new Dashboard(port, "1.2 \"quoted\\", told::add);
        pool = WorkerPool.builder()
                .workers(2)
                .heap("64m")
                .retries(retriesAllowed)
                .jvmArguments(List.of("-XX:TieredStopAtLevel=1"))
                .listener(dashboard)
                .attemptListener(dashboard)
                .build();
        dashboard.begins(this);
    }

    /** The lines that people were told. */
    public List<String> told() {
        return told;
    }

    public String address() {
        return told.get(0).replaceFirst("dashboard: ", "");
    }

    /** Another page of the server, with the token. */
    public URI at(String path) {
        String[] parts = address().split("/\\?", -1);
        return URI.create(parts[0] + path + (path.contains("?") ? "&" : "?") + parts[1]);
    }

    public HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public void submit(String task, @Nullable Object input) throws Exception {
        Job<Object> job = pool.submit(task, input, Object.class);
        jobs.put(jobs.size() + 1L, job);
        job.completion().thenAccept(this::count);
    }

    private synchronized void count(JobOutcome<?> outcome) {
        String status = outcome instanceof JobOutcome.Succeeded
                ? "ok"
                : outcome instanceof JobOutcome.Failed
                        ? "failed"
                        : outcome instanceof JobOutcome.Cancelled ? "cancelled" : "lost";
        byStatus.merge(status, 1L, Long::sum);
        retries += Math.max(0, outcome.attempts() - 1);
    }

    public void end(int exitStatus) {
        dashboard.ended(new RunEnd(exitStatus, "the summary", Map.of()));
    }

    @Override
    public PoolStatus status() {
        return pool.status();
    }

    @Override
    public long seq(long job) {
        return job;
    }

    @Override
    public long read() {
        return jobs.size();
    }

    @Override
    public boolean isAllRead() {
        return true;
    }

    @Override
    public synchronized long done() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public synchronized Map<String, Long> doneByStatus() {
        return new LinkedHashMap<>(byStatus);
    }

    @Override
    public synchronized long retries() {
        return retries;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("task", "<b>mixed</b>", "workers", "2");
    }

    @Override
    public boolean cancel(long seq) {
        Job<?> job = jobs.get(seq);
        return job != null && job.cancel();
    }

    @Override
    public void drain() {
        isDraining = true;
        pool.shutdownSoon();
    }

    @Override
    public boolean isDraining() {
        return isDraining;
    }

    @Override
    public void close() {
        end(0);
        pool.shutdownNow();
        pool.close();
    }
}
