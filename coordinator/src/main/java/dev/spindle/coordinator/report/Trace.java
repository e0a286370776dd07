package dev.spindle.coordinator.report;

import dev.spindle.coordinator.AttemptReport;
import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.PoolStatus;
import dev.spindle.coordinator.WorkerStatus;
import dev.spindle.protocol.message.Spent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of a run, for Perfetto and for Chrome's {@code about:tracing}: a track for each place of a worker, on it a slice for each attempt,
 * and counters of what waits, runs and is done. docs/formats.md says what each event means. Thread-safe.
 */
public final class Trace implements RunObserver {
    /** So often counters are looked at, and what there is goes to the file. */
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int PIECE_CHARS = 1 << 16;
    private static final List<String> STATUSES = List.of("ok", "failed", "timeout", "lost", "cancelled", "invalid");

    private final Path path;
    private final Consumer<String> complaints;
    private final long origin = System.nanoTime();

    // Guarded by this:
    private final TraceEvents events = new TraceEvents(ProcessHandle.current().pid());
    private final Map<Integer, Long> lastEnds = new HashMap<>();
    private final Map<Integer, Map<Integer, Long>> processIds = new HashMap<>();
    private final Map<String, Map<String, Long>> latestCounts = new HashMap<>();
    private @Nullable SideFile file;
    private @Nullable LiveRun run;

    /** @param complaints told once what cannot be written, and why */
    public Trace(Path path, Consumer<String> complaints) {
        this.path = path;
        this.complaints = complaints;
    }

    @Override
    public void begins(LiveRun begun) {
        SideFile opened = SideFile.open("trace", path, false, complaints);
        synchronized (this) {
            if (opened.isOver()) {
                return;
            }
            file = opened;
            run = begun;
            Map<String, String> settings = begun.settings();
            String task = settings.get("task");
            events.begin('M', "process_name", 0, 0).arguments();
            events.put("name", "spindle run" + (task == null ? "" : " " + task)).end();
            events.begin('i', "the run begins", 0, 0).put("s", "p").arguments();
            events.put("at", Instant.now().minusNanos(now()).toString());
            settings.forEach(events::put);
            events.end();
        }
        WatcherThread.of("spindle-trace-counters", this::sampleUntilEnded, complaints)
                .start();
    }

    // ---- attempts

    @Override
    public void attemptEnded(AttemptReport attempt) {
        synchronized (this) {
            LiveRun of = watched();
            if (of != null) {
                add(of, attempt);
            }
        }
        awaitRoom();
    }

    private void add(LiveRun of, AttemptReport attempt) {
        int track = track(attempt.worker());
        long begin = Math.max(attempt.beganNanos() - origin, lastEnds.getOrDefault(track, 0L));
        long end = Math.max(attempt.endedNanos() - origin, begin);
        lastEnds.put(track, end);
        boolean isChunk = attempt.jobs() > 1;
        String name = isChunk ? attempt.jobs() + " × " + attempt.task() : attempt.task();
        slice(isChunk ? "chunk" : "attempt", name, track, begin, end);
        long seq = of.seq(attempt.job());
        if (seq >= 0) {
            events.put(isChunk ? "firstSeq" : "seq", seq);
        }
        if (isChunk) {
            events.put("jobs", attempt.jobs());
        }
        events.put("attempt", attempt.attempt()).put("status", attempt.end().text());
        if (attempt.again()) {
            events.put("next", isChunk ? "its jobs run by themselves" : "it is tried again");
        }
        if (attempt.cause() != null) {
            events.put("cause", attempt.cause());
        }
        events.put("inputBytes", attempt.inputBytes()).put("resultBytes", attempt.resultBytes());
        events.micros("queuedUs", Math.max(0, attempt.sentNanos() - attempt.waitedSinceNanos()));
        events.micros("heldByWorkerUs", Math.max(0, attempt.beganNanos() - attempt.sentNanos()));
        process(attempt.worker(), attempt.generation());
        Spent spent = attempt.spent();
        if (spent != null) {
            events.micros("decodeUs", spent.decode()).micros("runUs", spent.run());
            events.micros("encodeUs", spent.encode());
        }
        events.end();
        if (isChunk && !attempt.again()) {
            shares(of, attempt, track, begin, end);
        } else if (!isChunk && spent != null) {
            parts(spent, track, begin, end);
        }
        hand(PIECE_CHARS);
    }

    /** What became of a chunk's time is known of the chunk only: each of its jobs is shown with an equal share. */
    private void shares(LiveRun of, AttemptReport chunk, int track, long begin, long end) {
        long from = begin;
        for (int i = 0; i < chunk.jobs(); i++) {
            long to = begin + (end - begin) * (i + 1) / chunk.jobs();
            slice("share", chunk.task(), track, from, to);
            long seq = of.seq(chunk.job() + i);
            if (seq >= 0) {
                events.put("seq", seq);
            }
            events.put("share", "1/" + chunk.jobs()).end();
            hand(PIECE_CHARS);
            from = to;
        }
    }

    /** Half of what the worker did not account for is drawn before what it did, and half behind: it cannot be seen from either side. */
    private void parts(Spent spent, int track, long begin, long end) {
        long whole = end - begin;
        long inside = spent.decode() + spent.run() + spent.encode();
        double scale = inside <= whole ? 1 : (double) whole / inside; // it began before it could be seen to
        long decode = (long) (spent.decode() * scale);
        long encode = (long) (spent.encode() * scale);
        long work = Math.min(whole, inside) - decode - encode;
        long at = begin + (whole - decode - work - encode) / 2;
        part("to the worker", track, begin, at);
        part("decode", track, at, at + decode);
        part("run", track, at + decode, at + decode + work);
        part("encode", track, at + decode + work, at + decode + work + encode);
        part("to the coordinator", track, at + decode + work + encode, end);
    }

    private void part(String name, int track, long begin, long end) {
        slice("part", name, track, begin, end);
        events.end();
    }

    private void slice(String category, String name, int track, long begin, long end) {
        events.begin('X', name, track, begin).micros("dur", end - begin).put("cat", category);
        events.arguments();
    }

    /** The track of the place, which has its name the first time. Chrome's tools take the number 0 for something else. */
    private int track(int worker) {
        int track = worker + 1;
        if (lastEnds.putIfAbsent(track, 0L) == null) {
            events.begin('M', "thread_name", track, 0).arguments();
            events.put("name", "worker " + worker).end();
            events.begin('M', "thread_sort_index", track, 0).arguments();
            events.put("sort_index", track).end();
        }
        return track;
    }

    // ---- processes

    @Override
    public synchronized void workerLaunched(int worker, int generation) {
        if (watched() == null) {
            return;
        }
        life('b', "process of worker " + worker, worker, generation).arguments();
        events.put("generation", generation).end();
        life('b', "starting", worker, generation).end();
    }

    @Override
    public synchronized void workerStarted(int worker, int generation, long processId) {
        if (watched() == null) {
            return;
        }
        processIds.computeIfAbsent(worker, none -> new TreeMap<>()).put(generation, processId);
        life('e', "starting", worker, generation).arguments();
        events.put("processId", processId).end();
        events.begin('i', generation == 0 ? "ready" : "ready again", track(worker), now());
        events.put("s", "t").arguments();
        process(worker, generation);
        events.end();
    }

    @Override
    public synchronized void workerLost(DeathReport death) {
        LiveRun of = watched();
        if (of == null) {
            return;
        }
        events.begin('i', "death: " + death.kind().text(), track(death.worker()), now());
        events.put("s", "t").arguments().put("cause", death.cause());
        long seq = of.seq(death.job());
        if (seq >= 0) {
            events.put("seq", seq);
        }
        gone(death);
    }

    @Override
    public synchronized void workerLeft(DeathReport end, int jobs) {
        if (watched() == null) {
            return;
        }
        events.begin('i', "left", track(end.worker()), now());
        events.put("s", "t").arguments().put("jobs", jobs);
        if (end.stop() != null) {
            events.put("cause", end.cause());
        }
        gone(end);
    }

    /** Ends the event of its end, and then its life. */
    private void gone(DeathReport end) {
        process(end.worker(), end.generation());
        events.end();
        Map<Integer, Long> living = processIds.get(end.worker());
        boolean wasReady = living != null && living.remove(end.generation()) != null;
        if (!wasReady) {
            life('e', "starting", end.worker(), end.generation()).end();
        }
        life('e', "process of worker " + end.worker(), end.worker(), end.generation())
                .end();
    }

    /** Lives of a place's processes overlap, and jobs with both: so they are no slices of its track. */
    private TraceEvents life(char phase, String name, int worker, int generation) {
        events.begin(phase, name, track(worker), now()).put("cat", "process");
        return events.put("id", "0x" + Long.toHexString((worker + 1L) << 32 | generation));
    }

    private void process(int worker, int generation) {
        Long processId = processIds.getOrDefault(worker, Map.of()).get(generation);
        if (processId != null) {
            events.put("processId", processId);
        }
        events.put("generation", generation);
    }

    @Override
    public synchronized void poolBroken(DeathReport first) {
        ofTheRun("workers do not start", first.cause());
    }

    @Override
    public synchronized void poolHalted(String why) {
        ofTheRun("halted", why);
    }

    private void ofTheRun(String what, String cause) {
        if (watched() != null) {
            events.begin('i', what, 0, now()).put("s", "p").arguments();
            events.put("cause", cause).end();
        }
    }

    // ---- counters

    private void sampleUntilEnded() {
        do {
            sample();
        } while (isGoingOn());
    }

    private synchronized boolean isGoingOn() {
        long next = System.nanoTime() + SAMPLE_NANOS;
        try {
            for (long left = SAMPLE_NANOS; left > 0 && watched() != null; left = next - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            return false;
        }
        return watched() != null;
    }

    private void sample() {
        LiveRun of = watched();
        if (of == null) {
            return;
        }
        PoolStatus status = of.status();
        Map<String, Long> done = of.doneByStatus();
        synchronized (this) {
            if (watched() == null) {
                return;
            }
            count("jobs waiting", Map.of("jobs", (long) status.queued()));
            count("jobs running", Map.of("jobs", (long) status.running()));
            Map<String, Long> byStatus = new LinkedHashMap<>();
            STATUSES.forEach(each -> byStatus.put(each, done.getOrDefault(each, 0L)));
            count("jobs done", byStatus);
            Map<Integer, Long> resident = new TreeMap<>();
            lastEnds.keySet().forEach(track -> resident.put(track, 0L));
            for (WorkerStatus each : status.workers()) {
                resident.merge(each.worker() + 1, Math.max(0, each.residentBytes()), Long::sum);
            }
            resident.forEach((track, bytes) -> count("memory of worker " + (track - 1), Map.of("bytes", bytes)));
            hand(1);
        }
        awaitRoom();
    }

    /** The run; null while there is nothing to tell of it, or nobody to tell it to. */
    private synchronized @Nullable LiveRun watched() {
        return file == null || file.isOver() ? null : run;
    }

    /** A counter keeps its value until the next event: so there is one where it changes. */
    private void count(String name, Map<String, Long> values) {
        if (!values.equals(latestCounts.put(name, values))) {
            events.begin('C', name, 0, now()).arguments();
            values.forEach(events::put);
            events.end();
        }
    }

    // ---- the file

    private long now() {
        return System.nanoTime() - origin;
    }

    /** Hands over what there is, if it is so much. */
    private void hand(int chars) {
        SideFile to = file;
        if (to != null && events.length() >= chars) {
            to.add(events.take());
        }
    }

    /** Without the lock: others who read from workers are not to wait as well. */
    private void awaitRoom() {
        SideFile to;
        synchronized (this) {
            to = file;
        }
        if (to != null) {
            to.awaitRoom();
        }
    }

    @Override
    public void ended(RunEnd end) {
        sample();
        SideFile to;
        synchronized (this) {
            to = file;
            if (to == null) {
                return;
            }
            events.begin('i', "the run ends", 0, now()).put("s", "p").arguments();
            events.put("exitStatus", end.exitStatus()).put("summary", end.headline());
            events.end();
            events.endAll();
            hand(1);
            file = null;
            notifyAll();
        }
        to.close();
    }
}
