package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.JobStack;
import dev.spindle.coordinator.NoStackException;
import dev.spindle.coordinator.PoolStatus;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.WorkerStatus;
import dev.spindle.coordinator.control.Controlled;
import dev.spindle.coordinator.control.RefusedException;
import dev.spindle.coordinator.lines.AwaitedResults;
import dev.spindle.coordinator.lines.JobSeqs;
import dev.spindle.coordinator.lines.ResultLine;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A run as {@code spindle ps}, {@code stack}, {@code cancel} and {@code drain} have it, which name jobs by their lines. Thread-safe. */
final class RunControl implements Controlled {
    private final WatchedRun run;
    private final WorkerPool pool;
    private final JobSeqs seqs;
    private final AwaitedResults awaited;
    private final String input;
    private final @Nullable String task;
    private final long startedMillis = System.currentTimeMillis();
    private final long startedNanos = System.nanoTime();

    RunControl(
            WatchedRun run,
            WorkerPool pool,
            JobSeqs seqs,
            AwaitedResults awaited,
            String input,
            @Nullable String task) {
        this.run = run;
        this.pool = pool;
        this.seqs = seqs;
        this.awaited = awaited;
        this.input = input;
        this.task = task;
    }

    @Override
    public Map<String, Object> status() {
        PoolStatus now = pool.status();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pid", ProcessHandle.current().pid());
        fields.put("input", ResultLine.wellFormed(input));
        fields.put("task", task == null ? null : ResultLine.wellFormed(task));
        fields.put("started", Instant.ofEpochMilli(startedMillis).toString());
        fields.put("seconds", Math.round((System.nanoTime() - startedNanos) / 1e6) / 1e3);
        fields.put("read", run.read());
        fields.put("allRead", run.isAllRead());
        fields.put("done", run.done());
        fields.put("byStatus", run.doneByStatus());
        fields.put("retries", run.retries());
        fields.put("queued", now.queued());
        fields.put("draining", run.isDraining());
        List<Object> workers = new ArrayList<>();
        now.workers().forEach(each -> workers.add(fields(each)));
        fields.put("workers", workers);
        return fields;
    }

    private Map<String, Object> fields(WorkerStatus worker) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worker", worker.worker());
        fields.put("generation", worker.generation());
        fields.put("pid", worker.processId() < 0 ? null : worker.processId());
        fields.put("state", worker.state().name().toLowerCase(Locale.ROOT));
        fields.put("given", worker.given());
        fields.put("held", worker.held());
        fields.put("residentBytes", worker.residentBytes() < 0 ? null : worker.residentBytes());
        WorkerStatus.Running running = worker.running();
        fields.put("running", running == null ? null : fields(running));
        return fields;
    }

    private Map<String, Object> fields(WorkerStatus.Running running) {
        long seq = seqs.of(running.job());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("job", seq < 0 ? null : seq);
        fields.put("jobs", running.jobs());
        fields.put("task", ResultLine.wellFormed(running.task()));
        fields.put("attempt", running.attempt());
        fields.put("ms", running.ran().toMillis());
        fields.put("stopping", running.stopping());
        return fields;
    }

    @Override
    public Map<String, Object> stack(long seq) throws RefusedException, InterruptedException {
        long job = seqs.jobOf(seq);
        JobStack stack;
        try {
            if (job < 0) {
                throw notUnderWay(seq, job);
            }
            stack = pool.stack(job);
        } catch (NoStackException e) {
            throw switch (e.reason()) {
                case UNKNOWN -> notUnderWay(seq, job);
                case WAITS ->
                    new RefusedException("line " + seq
                            + (e.worker() < 0
                                    ? " waits in the queue"
                                    : " waits at worker " + e.worker() + ", behind the job that runs there"));
                case ENDED -> new RefusedException("line " + seq + " begins or ends at this moment");
                case CANNOT_TELL -> new RefusedException(String.valueOf(e.getMessage()));
                case NO_ANSWER ->
                    new RefusedException(e.getMessage() + "; it is process " + e.processId() + ", of which jstack "
                            + e.processId() + " may know more");
            };
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("job", seq);
        fields.put("running", seqs.of(stack.job()));
        fields.put("worker", stack.worker());
        fields.put("pid", stack.processId());
        fields.put("threads", stack.threads().stream().map(RunControl::fields).toList());
        fields.put("left", stack.left());
        return fields;
    }

    private static Map<String, Object> fields(JobStack.ThreadStack thread) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", thread.name());
        fields.put("state", thread.state());
        fields.put("daemon", thread.daemon());
        fields.put("waitsFor", thread.waitsFor());
        fields.put("heldBy", thread.heldBy());
        fields.put("stack", thread.stack());
        return fields;
    }

    /** Why a line's job cannot be reached. */
    private RefusedException notUnderWay(long seq, long job) {
        if (seq > run.latest() && run.isAllRead()) {
            return new RefusedException("there is no line " + seq);
        }
        if (seq > run.latest()) {
            return new RefusedException("line " + seq + " was not read yet");
        }
        if (seqs.isForgotten(seq)) {
            return new RefusedException("line " + seq + " is too long ago to be reached by its number");
        }
        if (job < 0) {
            return new RefusedException("line " + seq
                    + " has no job under way: it is blank, invalid, known from the journal, or about to be queued");
        }
        return new RefusedException(
                seqs.isAccepted(job)
                        ? "line " + seq + " has its result already"
                        : "line " + seq + " is about to be queued: ask again in a moment");
    }

    @Override
    public CompletableFuture<Map<String, Object>> cancel(long seq) throws RefusedException {
        CompletableFuture<ResultLine> mine = new CompletableFuture<>();
        CompletableFuture<ResultLine> ended = awaited.of(seq, mine); // before it can end
        if (!run.cancel(seq)) {
            awaited.forget(seq, mine); // and nobody else's
            throw notUnderWay(seq, seqs.jobOf(seq));
        }
        // Once more: another who waited for it before may have forgotten it.
        return awaited.of(seq, ended).thenApply(RunControl::fields);
    }

    private static Map<String, Object> fields(ResultLine result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("job", result.seq());
        fields.put("status", result.status().text());
        fields.put("stop", result.status() == ResultLine.Status.CANCELLED ? stop(result) : null);
        return fields;
    }

    private static @Nullable Object stop(ResultLine result) {
        try {
            RawJson line = RawJson.of(new String(result.bytes(), StandardCharsets.UTF_8).strip());
            return Values.read(line, Object.class) instanceof Map<?, ?> members
                            && members.get("error") instanceof Map<?, ?> error
                    ? error.get("stop")
                    : null;
        } catch (ValueException e) {
            throw new IllegalStateException("a result line that is no JSON", e);
        }
    }

    @Override
    public Map<String, Object> drain() {
        boolean before = run.isDraining();
        run.drain();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pid", ProcessHandle.current().pid());
        fields.put("running", pool.status().running());
        fields.put("before", before);
        return fields;
    }
}
