package dev.spindle.coordinator.dispatch;

import dev.spindle.coordinator.DeathReport;
import dev.spindle.coordinator.Stop;
import dev.spindle.coordinator.WorkerStatus;
import dev.spindle.coordinator.supervision.Rung;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.WorkerInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A worker as the dispatcher knows it: one process in one place of the pool. Guarded by the pool's lock but for what is final. */
public final class PooledWorker {
    /** What a message has beside its input and its task's name, rounded up. */
    private static final long ENVELOPE_BYTES = 256;

    private final int index;
    private final int generation;
    private final Set<String> taskClasses;
    final Window window;
    /** Sent and not answered, oldest first: only the first can be running. */
    private final ArrayDeque<Attempt> outstanding = new ArrayDeque<>();

    private final Map<String, String> namesByClass = new HashMap<>();

    private boolean takesSignals;
    private boolean takesBlobs;
    private boolean takesChunks;
    private boolean sendsHeartbeats;
    private long heardNanos;
    private int given;
    /** It is about to be replaced: its replacement may start. */
    boolean isRetiring;
    /** How many jobs it may be given before that. */
    int mayTake;

    private WorkerState state = WorkerState.STARTING;
    private long outstandingBytes;
    private final long launchedNanos;
    private long lastAnswerNanos;
    /** No job is charged with its end. */
    private boolean exonerated;
    /** It was told to leave. */
    private boolean dismissed;
    /** What it said when it left on purpose: the attempt that ran, or {@link Message#NO_ID}. Null while it did not say. */
    private @Nullable Long runningAtGoodbye;

    /** When it introduced itself; {@link Long#MIN_VALUE} before. */
    private long readyNanos = Long.MIN_VALUE;

    /** How long attempts ran since the last that was measured. */
    long unmeasuredNanos;

    /** It has said once where an attempt's time went. */
    boolean hasMeasured;

    private boolean hasClosed;
    private Rung rung = Rung.NONE;
    private long rungNanos;
    /** Why it is to leave; null while it is not, or was told to because there is nothing to do. */
    private @Nullable String verdict;

    private long verdictNanos;

    PooledWorker(int index, int generation, Set<String> taskClasses, int maxWindow, long now) {
        this.window = new Window(maxWindow);
        this.index = index;
        this.generation = generation;
        this.taskClasses = taskClasses;
        this.launchedNanos = now;
        this.heardNanos = now;
        this.lastAnswerNanos = now;
    }

    /** Its place in the pool, from 0. */
    public int index() {
        return index;
    }

    /** How many had this place before. */
    public int generation() {
        return generation;
    }

    /** The tasks it is told of when it starts, beside those it finds by itself. */
    public Set<String> taskClasses() {
        return taskClasses;
    }

    public WorkerState state() {
        return state;
    }

    /** The number of the job that runs, as far as can be known from here; -1 for none, or for one of a chunk. */
    public long runningJob() {
        Attempt running = outstanding.peekFirst();
        return running == null || running.job().isChunk() ? -1 : running.job().number();
    }

    /** What it is at, for whoever looks on. */
    public WorkerStatus status(long processId, long residentBytes, long now) {
        Attempt oldest = outstanding.peekFirst();
        WorkerStatus.Running running = oldest == null || state == WorkerState.STARTING
                ? null
                : new WorkerStatus.Running(
                        oldest.job().number(),
                        oldest.job().items(),
                        oldest.task(),
                        oldest.number(),
                        Duration.ofNanos(ran(oldest, now)),
                        oldest.asked);
        WorkerStatus.State at =
                switch (state) {
                    case STARTING -> WorkerStatus.State.STARTING;
                    case RESERVE, IDLE -> WorkerStatus.State.IDLE;
                    case BUSY -> WorkerStatus.State.BUSY;
                    case DRAINING, STOPPING, EXITED -> WorkerStatus.State.LEAVING;
                };
        return new WorkerStatus(index, generation, processId, at, given, outstanding.size(), residentBytes, running);
    }

    /** The attempt {@code id}; null when that is not with this worker. */
    public @Nullable Attempt attempt(long id) {
        for (Attempt attempt : outstanding) {
            if (attempt.id() == id) {
                return attempt;
            }
        }
        return null;
    }

    /** No more than this of what was sent can still be on its way to the worker. */
    public long bytesInTransit() {
        return outstandingBytes + outstanding.size() * ENVELOPE_BYTES;
    }

    /** The only way from one state to the next. */
    void become(WorkerState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("worker " + index + " cannot go from " + state + " to " + next);
        }
        state = next;
    }

    void introduced(WorkerInfo info, long now) {
        readyNanos = now;
        takesBlobs = info.capabilities().contains("blobs");
        takesSignals = info.capabilities().contains("signals");
        takesChunks = info.capabilities().contains("chunks");
        sendsHeartbeats = info.capabilities().contains("heartbeat");
        for (WorkerInfo.TaskInfo task : info.tasks()) {
            namesByClass.put(task.implementation(), task.name());
        }
    }

    /** Whether it looks for blobs beside the messages. */
    public boolean takesBlobs() {
        return takesBlobs;
    }

    boolean takesSignals() {
        return takesSignals;
    }

    boolean takesChunks() {
        return takesChunks;
    }

    /** What this worker calls the job's task; null when it does not have it. */
    @Nullable
    String nameOf(Ticket ticket) {
        return ticket.taskName() != null ? ticket.taskName() : namesByClass.get(ticket.taskClass());
    }

    /** How long it has been ready for jobs. */
    long aliveNanos(long now) {
        return readyNanos == Long.MIN_VALUE ? 0 : now - readyNanos;
    }

    /** It gave a sign of life. */
    void heard(long now) {
        heardNanos = now;
    }

    /** When it has been silent for {@code nanos}; {@link Long#MAX_VALUE} where that means nothing. */
    long silentAt(long nanos) {
        return sendsHeartbeats && nanos > 0 ? heardNanos + nanos : Long.MAX_VALUE;
    }

    /** How many jobs it was ever given, each attempt of one counted. */
    public int given() {
        return given;
    }

    void sent(Attempt attempt) {
        given += attempt.job().items();
        outstanding.addLast(attempt);
        outstandingBytes += attempt.job().input().lengthInMessage();
    }

    /** Takes the attempt off what is outstanding; null when it is not there. */
    @Nullable
    Attempt take(long id) {
        Iterator<Attempt> attempts = outstanding.iterator();
        while (attempts.hasNext()) {
            Attempt attempt = attempts.next();
            if (attempt.id() == id) {
                attempts.remove();
                outstandingBytes -= attempt.job().input().lengthInMessage();
                return attempt;
            }
        }
        return null;
    }

    @Nullable
    Attempt first() {
        return outstanding.peekFirst();
    }

    @Nullable
    Attempt pollLast() {
        return outstanding.pollLast();
    }

    /** How many attempts it was given and has not answered. */
    public int outstandingCount() {
        return outstanding.size();
    }

    long outstandingBytes() {
        return outstandingBytes;
    }

    long launchedNanos() {
        return launchedNanos;
    }

    /** When the oldest attempt began to run: when it was sent, or when the one before it was answered. */
    long runningSince(Attempt oldest) {
        return Math.max(oldest.sentNanos, lastAnswerNanos);
    }

    /** How long the oldest attempt has run. */
    long ran(Attempt oldest, long now) {
        return Math.max(0, now - runningSince(oldest));
    }

    void answeredAt(long now) {
        lastAnswerNanos = now;
    }

    void saidGoodbye(@Nullable Long running) {
        runningAtGoodbye = running;
    }

    /** The attempt that a death is charged to; null when none ran. To be asked once. */
    @Nullable
    Attempt ranAtDeath() {
        Attempt oldest = outstanding.peekFirst();
        if (oldest == null || (exonerated && !oldest.asked)) {
            return null;
        }
        boolean another = runningAtGoodbye != null && runningAtGoodbye != oldest.id();
        return another && oldest.job().isSpared() ? null : oldest;
    }

    /** It is about to be ended because the job that runs was asked to stop: no other is charged with that, whatever runs by then. */
    void exonerateIfOneWasAsked() {
        Attempt oldest = outstanding.peekFirst();
        if (oldest != null && oldest.asked) {
            exonerated = true;
        }
    }

    void dismissed() {
        dismissed = true;
    }

    /** Whether it was told to leave. */
    public boolean wasDismissed() {
        return dismissed;
    }

    Rung rung() {
        return rung;
    }

    long rungSince() {
        return rungNanos;
    }

    void pushedTo(Rung next, long now) {
        rung = next;
        rungNanos = now;
    }

    /** All it was sent and has not answered, oldest first. */
    List<Attempt> all() {
        return new ArrayList<>(outstanding);
    }

    /** It can no longer be talked with: most often the first sign of its end. */
    void closed() {
        hasClosed = true;
    }

    /** Why it is pushed to stop what it does. */
    String whyPushed() {
        Attempt oldest = outstanding.peekFirst();
        if (hasClosed) {
            return "it closed its channel and did not end within the grace time";
        }
        if (oldest == null) {
            return "it did not leave in time";
        }
        if (!oldest.asked) {
            return "it did not end in time";
        }
        return "its job " + (oldest.overran == null ? "was cancelled" : "exceeded its time limit")
                + " and did not stop within the grace time";
    }

    /** Since when it is. */
    long pushedSince() {
        Attempt oldest = outstanding.peekFirst();
        return oldest != null && oldest.asked ? oldest.askedNanos : rungNanos;
    }

    /** It must leave; of several reasons the first is kept. */
    void mustLeave(String why, long since) {
        if (verdict == null) {
            verdict = why;
            verdictNanos = since;
        }
    }

    boolean isToLeave() {
        return verdict != null;
    }

    long toLeaveSince() {
        return verdictNanos;
    }

    /** The report of its death, with how its pool brought that about, if it did. */
    DeathReport explained(DeathReport facts, long now) {
        String why = verdict;
        return why == null
                ? facts
                : facts.stopped(why, new Stop(rung.by(), Duration.ofNanos(Math.max(0, now - verdictNanos))));
    }
}
