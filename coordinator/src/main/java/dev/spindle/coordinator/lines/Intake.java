package dev.spindle.coordinator.lines;

import dev.spindle.coordinator.ChunkSize;
import dev.spindle.coordinator.CompletionQueue;
import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.journal.JournalException;
import dev.spindle.coordinator.journal.JournaledJob;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ItemsWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines and submits their jobs, in a thread of its own: nothing interrupts the read of an input that pauses, and a run that is
 * given up meanwhile must not wait for it.
 */
public final class Intake implements Runnable {
    /** So many jobs wait in the pool's queue before the intake does. */
    public static final int READ_AHEAD = 1024;

    /** How long the first jobs may wait for others to be read, where these may come before them. */
    private static final long READ_AHEAD_MILLIS = 200;

    private static final int MOST_SUSPECTS = 100;
    private static final int LARGEST_SUSPECT = 64 << 10;

    private final JobLines lines;
    private final WorkerPool pool;
    private final CompletionQueue<Line.Ended> ended;
    private final InFlight inFlight;
    private final JobSeqs seqs;
    private final RunJournal journal;

    /** What may be what killed earlier runs, and waits for the end of the input; few and small, as they wait in memory. */
    private final Deque<Suspect> suspects = new ArrayDeque<>();

    /** Those jobs that are to travel together, as far as they are read. */
    private @Nullable LineChunk open;

    private final boolean chunked;
    private final Map<String, ChunkSize> sizes = new HashMap<>();
    private final ItemsWriter inputs = new ItemsWriter();

    private boolean putsSuspectsLast;
    private boolean readsAhead;
    private long read;
    private volatile long latest;
    private boolean over;
    private boolean atEnd;
    private long unread;
    private @Nullable String problem;

    private record Suspect(Line line, String task, JournaledJob logged) {}

    public Intake(
            JobLines lines,
            WorkerPool pool,
            CompletionQueue<Line.Ended> ended,
            InFlight inFlight,
            JobSeqs seqs,
            RunJournal journal) {
        this.lines = lines;
        this.pool = pool;
        this.ended = ended;
        this.inFlight = inFlight;
        this.seqs = seqs;
        this.journal = journal;
        this.chunked = pool.config().sendsChunks();
    }

    /** Lets no job begin until as many are read as fit into the queue, or all, or no more come soon. */
    public void readAhead() {
        readsAhead = true;
        pool.pause();
        CompletableFuture.delayedExecutor(READ_AHEAD_MILLIS, TimeUnit.MILLISECONDS)
                .execute(pool::resume);
    }

    /**
     * Begins last what may have run when an earlier run was killed: what kills it again has let everything else be done before, and a run
     * that is killed once more most often kills something else.
     */
    public void putSuspectsLast() {
        putsSuspectsLast = true;
    }

    @Override
    public void run() {
        String why = null;
        try {
            boolean goesOn = true;
            while (goesOn) {
                if (open != null && lines.mayWait()) {
                    submitOpen();
                }
                Line line = lines.next();
                atEnd = line == null;
                goesOn = line != null && accept(line);
            }
            submitOpen();
            if (atEnd) {
                submitSuspects();
            }
        } catch (IOException e) {
            why = "cannot read the input: " + e.getMessage();
        } catch (JournalException e) {
            why = e.getMessage();
        } catch (InterruptedException e) {
            why = "the intake was interrupted";
        } catch (RuntimeException | Error e) {
            why = whyNot(e);
        }
        if (open != null) {
            open.notSubmitted();
        }
        for (Suspect each = suspects.poll(); each != null; each = suspects.poll()) {
            ended.add(RunJournal.ended(each.line(), null, 0, each.logged()));
        }
        pool.resume();
        end(why);
    }

    private void submitSuspects() throws InterruptedException {
        for (Suspect each = suspects.peek(); each != null; each = suspects.peek()) {
            long charge = inFlight.enter(each.line().bytes());
            if (charge == InFlight.GIVEN_UP) {
                return;
            }
            suspects.remove();
            place(each.line(), each.task(), each.logged(), charge);
        }
    }

    /** Why the run cannot go on when a job could not be submitted; null when it was given up meanwhile. */
    private static @Nullable String whyNot(Throwable e) {
        if (e instanceof PoolBrokenException) {
            return e.getMessage();
        }
        return e instanceof RejectedExecutionException ? null : "cannot go on reading the input: " + e;
    }

    /** Ends the intake: what is read from now on counts no more. Of several reasons the first is kept. */
    public synchronized void end(@Nullable String why) {
        if (problem == null) {
            problem = why;
        }
        if (!over) {
            over = true;
            ended.add(Line.Ended.endOfInput(read));
        }
    }

    /** How many lines that get a result were read so far. */
    public synchronized long read() {
        return read;
    }

    /** The number of the line that was read last; 0 before the first. */
    public long latest() {
        return latest;
    }

    /** Whether no line more will be. */
    public synchronized boolean isOver() {
        return over;
    }

    /** Why the run could not be brought to its end; null when it could. */
    public synchronized @Nullable String problem() {
        return problem;
    }

    /** False when the run is over before its time; a line that counts has its result all the same. */
    private boolean accept(Line line) throws InterruptedException, JournalException {
        long charge = inFlight.tryEnter(line.bytes());
        if (charge == InFlight.FULL) {
            unread++; // should this fail
            submitOpen(); // those that are to leave may be waiting in it
            unread--;
            charge = inFlight.enter(line.bytes());
        }
        if (charge == InFlight.GIVEN_UP || !count()) {
            unread++;
            return false;
        }
        latest = line.seq();
        String task = line.task();
        if (task == null) {
            ended.add(new Line.Ended(line, null, charge));
            return goesOnAfterFailure();
        }
        JournaledJob logged = null;
        ResultLine known;
        try {
            logged = journal.job(line);
            known = journal.known(line, logged);
        } catch (JournalException | RuntimeException | Error e) {
            ended.add(RunJournal.ended(line, null, charge, logged)); // the line counts, whatever happened
            throw e;
        }
        if (known != null) {
            ended.add(new Line.Ended(line, null, known, charge));
            return known.isFromJournal() || goesOnAfterFailure();
        }
        if (logged != null && waitsForTheEnd(line, logged)) {
            inFlight.leave(1, charge, 0);
            suspects.add(new Suspect(line, task, logged));
        } else {
            place(line, task, logged, charge);
        }
        return true;
    }

    private boolean waitsForTheEnd(Line line, JournaledJob logged) {
        return putsSuspectsLast
                && logged.earlierAttempts() > 0
                && suspects.size() < MOST_SUSPECTS
                && line.bytes() <= LARGEST_SUSPECT;
    }

    private void place(Line line, String task, @Nullable JournaledJob logged, long charge) throws InterruptedException {
        if (open != null
                && (!open.task().equals(task) || open.isFull(line.input().length()))) {
            try {
                submitOpen();
            } catch (InterruptedException | RuntimeException | Error e) {
                ended.add(RunJournal.ended(line, null, charge, logged)); // as above
                throw e;
            }
        }
        ChunkSize size = sizeFor(line, task, logged);
        if (size != null && size.jobs() > 1) {
            if (open == null) {
                open = new LineChunk(task, size, ended, inputs);
            }
            open.add(line, charge, logged);
            return;
        }
        try {
            submitOpen();
            submit(request(line, task, logged), line, charge, logged, size);
        } catch (InterruptedException | RuntimeException | Error e) {
            ended.add(RunJournal.ended(line, null, charge, logged)); // as above
            throw e;
        }
        if (journal.runsAlone(logged)) {
            inFlight.awaitAtMost(0);
        }
    }

    /** A line that did not become a job has failed. */
    private boolean goesOnAfterFailure() {
        pool.countFailure();
        return pool.halted().isEmpty();
    }

    private static JobRequest<RawJson> request(Line line, String task, @Nullable JournaledJob logged) {
        JobRequest<RawJson> request = JobRequest.of(task, line.input(), RawJson.class);
        if (line.priority() != 0) {
            request = request.withPriority(line.priority());
        }
        if (line.timeout() != null) {
            request = request.withTimeout(line.timeout());
        }
        return logged == null ? request : request.withLog(logged);
    }

    /** How many jobs to send in one message with that of {@code line}; null when it goes by itself whatever others do. */
    private @Nullable ChunkSize sizeFor(Line line, String task, @Nullable JournaledJob logged) {
        boolean mayBeOneOfMany = line.timeout() == null
                && line.input().length() <= ChunkSize.MOST_BYTES
                && (logged == null || logged.earlierAttempts() == 0);
        return chunked && mayBeOneOfMany
                ? sizes.computeIfAbsent(task, each -> ChunkSize.of(pool.config(), InFlight.MAX_LINES))
                : null;
    }

    /** Submits the chunk that is being filled, if there is one. */
    private void submitOpen() throws InterruptedException {
        LineChunk chunk = open;
        if (chunk == null) {
            return;
        }
        open = null;
        RawJson all = chunk.takeInputs();
        List<LineChunk.Item> items = chunk.items();
        JobRequest<RawJson> each = JobRequest.of(chunk.task(), null, RawJson.class);
        try {
            for (LineChunk.Item item : items) {
                seqs.submitted(item.line().seq());
            }
            if (items.size() > 1) {
                pool.submitAll(each, all, items.size(), chunk);
                seqs.accepted();
            } else {
                Line line = items.get(0).line();
                submit(request(line, chunk.task(), items.get(0).logged()), job -> chunk.end(0, job));
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            chunk.notSubmitted();
            throw e;
        }
    }

    private void submit(
            JobRequest<RawJson> request,
            Line line,
            long charge,
            @Nullable JournaledJob logged,
            @Nullable ChunkSize size)
            throws InterruptedException {
        if (journal.runsAlone(logged)) {
            stopReadingAhead();
            inFlight.awaitAtMost(1);
        }
        seqs.submitted(line.seq());
        submit(request, job -> {
            if (size != null) {
                size.answered(1, job.ran(), 0);
            }
            return RunJournal.ended(line, job, charge, logged);
        });
    }

    private void submit(JobRequest<RawJson> request, Function<Job<RawJson>, Line.Ended> end)
            throws InterruptedException {
        boolean isAccepted = readsAhead && ended.trySubmit(pool, request, end);
        if (!isAccepted) {
            if (readsAhead) {
                seqs.refused();
                stopReadingAhead(); // there is no room for more
            }
            ended.submit(pool, request, end);
        }
        seqs.accepted();
    }

    private void stopReadingAhead() {
        if (readsAhead) {
            readsAhead = false;
            pool.resume();
        }
    }

    private synchronized boolean count() {
        if (!over) {
            read++;
        }
        return !over;
    }

    /**
     * Counts the lines that were not read and would have had a result. For the thread that reads, once it is done with {@link #run}; an
     * input that pauses makes this wait.
     */
    public void countUnread() {
        long rest = atEnd ? 0 : lines.countRest();
        atEnd = rest >= 0;
        unread += Math.max(0, rest);
    }

    /** How many lines were never read; -1 when they could not be counted. For whoever has joined the thread that reads. */
    public long unread() {
        return atEnd ? unread : -1;
    }
}
