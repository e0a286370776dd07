package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.HaltRule;
import dev.spindle.coordinator.lines.JobLines;
import dev.spindle.coordinator.lines.Line;
import dev.spindle.coordinator.lines.ResultLine;
import dev.spindle.coordinator.report.RunProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the lines of an input to an engine, and their results to a sink. A thread of its own reads; all else is an event for the thread that
 * calls {@link #run}, which alone decides and writes. For that thread, but for how far it is.
 */
public final class BatchTransfer implements RunProgress {
    /** How long the count of lines that were never read is waited for. */
    private static final long COUNTING_MILLIS = 6_000;

    /** How long, where the input may pause for ever, it is waited for a reader that has to notice that all is over. */
    private static final long PIPE_MILLIS = 100;

    /** What waits in memory may take such a share of it. */
    private static final int MEMORY_SHARE = 4;

    private static final long TICK_MILLIS = 250;
    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final BatchFormat format;
    private final @Nullable HaltRule haltRule;
    private final BatchEngine engine;
    private final BatchEvents events;
    private final ResultSink sink;
    private final Consumer<String> say;
    private final boolean isCountable;
    private final Sending sending;
    private final BatchFlow flow;
    private final BatchRoom room;
    private final BatchSize size;
    private final BatchReader reader;
    private final BatchTotals totals;

    private volatile long underWay;
    private boolean allTaken;
    private boolean stopped;
    private boolean sinkFailed;
    private long cancelNanos;
    private boolean cancelsSoon;
    private long aloneNanos;
    private boolean isAlone = true;
    private @Nullable String problem;
    private @Nullable String halted;
    private long neverRead;

    /**
     * A transfer that has not begun.
     *
     * @param haltRule when to give up; null for never
     * @param events those of the engine among them
     * @param isCountable whether lines that are never read can be counted
     * @param say told what people are to know
     */
    public BatchTransfer(
            JobLines lines,
            BatchFormat format,
            boolean keepOrder,
            @Nullable HaltRule haltRule,
            BatchEngine engine,
            BatchEvents events,
            ResultSink sink,
            boolean isCountable,
            Consumer<String> say) {
        this.format = format;
        this.haltRule = haltRule;
        this.engine = engine;
        this.events = events;
        this.sink = sink;
        this.say = say;
        this.isCountable = isCountable;
        sending = new Sending(engine);
        totals = new BatchTotals(say);
        flow = new BatchFlow(format, keepOrder);
        long memory = Runtime.getRuntime().maxMemory() / MEMORY_SHARE;
        room = new BatchRoom(engine::slots, memory);
        size = new BatchSize(engine::slots, memory);
        reader = new BatchReader(
                lines, format.delimiter(), room, size, piece -> events.add(transfer -> transfer.take(piece)));
    }

    /** Transfers all; returns when every line that was read has its result. */
    public void run() throws InterruptedException {
        Thread reading = new Thread(
                () -> {
                    reader.run();
                    if (isCountable) {
                        reader.countUnread();
                    }
                },
                "spindle-input");
        reading.setDaemon(true); // it may wait for ever
        reading.start();
        aloneNanos = System.nanoTime() + ALONE_NANOS;
        while (!allTaken || flow.jobs() > 0) {
            Consumer<BatchTransfer> event = events.next(TICK_MILLIS);
            if (event != null) {
                event.accept(this);
            }
            lookAtClock();
            write();
            underWay = flow.jobs();
        }
        reading.join(isCountable ? COUNTING_MILLIS : PIPE_MILLIS);
        neverRead = reading.isAlive() ? -1 : reader.unread();
        problem = problem == null ? reader.problem() : problem;
    }

    private void lookAtClock() {
        if (cancelsSoon && System.nanoTime() - cancelNanos >= 0) {
            cancelAll();
        }
        if (isAlone && engine.slots() > 0) {
            isAlone = false;
        } else if (isAlone && System.nanoTime() - aloneNanos >= 0) {
            isAlone = false;
            say.accept("no machine has joined so far, the cluster may have no free cores or memory: waiting");
        }
    }

    private void take(InputBatches.@Nullable Piece piece) {
        if (piece == null) {
            allTaken = true;
            return;
        }
        Batch batch = piece.batch();
        Line overlong = piece.overlong();
        if (batch != null) {
            submit(batch);
        } else if (overlong != null) {
            room.leave(1, 0);
            flow.made(overlong, ResultLine.notRun(overlong));
        }
    }

    /** Of a batch that has its room. */
    private void submit(Batch batch) {
        if (stopped) {
            flow.notRun(batch);
        } else {
            flow.add(batch);
            sending.submit(batch);
        }
    }

    private void resubmit(Batch batch) {
        room.enter(1, batch.charge());
        submit(batch);
    }

    void ended(Batch batch, BatchResult result) {
        if (!flow.isUnderWay(batch)) {
            return;
        }
        long jobs = result.counts().lines();
        size.ended(jobs, result.nanos(), batch.bytes().length * jobs / Math.max(1, batch.jobs()), result.size());
        totals.note(result.news());
        room.leave(1, batch.charge());
        room.enter(0, result.lines().length); // until it is written
        Batch rest = flow.ended(batch, result);
        if (rest != null) {
            resubmit(rest);
        }
        sending.over(batch);
    }

    void lost(Batch batch, String why) {
        if (!flow.isUnderWay(batch)) {
            return;
        }
        boolean isOne = batch.jobs() == 1;
        if (isOne && sending.suspect(batch)) {
            say.accept(
                    "line " + batch.firstLine() + " was lost, perhaps with another, and is tried again alone: " + why);
            return;
        }
        room.leave(1, batch.charge());
        List<Batch> parts = flow.lost(batch);
        if (isOne) {
            eachLine(batch, line -> flow.made(line, lost(line, why)));
            return;
        }
        say.accept("the " + batch.jobs() + " jobs from line " + batch.firstLine()
                + " on were lost together and are tried again in parts: " + why);
        parts.forEach(this::resubmit);
        sending.over(batch);
    }

    void broken(Batch batch, String why) {
        if (flow.isUnderWay(batch)) {
            giveUp(why);
        }
    }

    private void giveUp(String why) {
        problem = problem == null ? why : problem;
        stop();
        cancelAll();
    }

    /** Sends no further batch; those under way may go on to their end. */
    public void stop() {
        stopped = true;
        reader.end(null);
    }

    /** Gives up what is under way, once so many nanoseconds are over. */
    public void cancelWithin(long nanos) {
        stop();
        cancelNanos = System.nanoTime() + nanos;
        cancelsSoon = true;
    }

    private void cancelAll() {
        cancelsSoon = false;
        sending.cancel();
        flow.giveUp();
    }

    private void write() {
        drain();
        if (haltsNow()) {
            drain();
        }
    }

    private void drain() {
        for (BatchFlow.Output next = flow.next(); next != null; next = flow.next()) {
            if (next instanceof BatchFlow.Done done) {
                room.leave(0, done.result().lines().length);
                totals.add(done.result());
                put(() -> sink.add(done.firstLine(), done.result()));
            } else if (next instanceof BatchFlow.Made made) {
                put(made.line(), made.result());
            } else if (next instanceof BatchFlow.NotRun notRun) {
                room.leave(1, notRun.batch().charge());
                eachLine(notRun.batch(), line -> put(line, ResultLine.notRun(line)));
            }
        }
    }

    private void eachLine(Batch batch, Consumer<Line> consumer) {
        try (JobLines lines = format.read(batch, Integer.MAX_VALUE, name -> null)) {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                consumer.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory
        }
    }

    private static ResultLine lost(Line line, String why) {
        return line.problem() == null ? ResultLine.lostWithItsPool(line, why) : ResultLine.notRun(line);
    }

    private void put(Line line, ResultLine result) {
        totals.add(line, result);
        put(() -> sink.add(result.bytes()));
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void put(Writing writing) {
        try {
            if (!sinkFailed) {
                writing.run();
            }
        } catch (IOException e) {
            sinkFailed = true;
            giveUp(sink.problem() + e.getMessage());
        }
    }

    /** Whether it is time to give up, and nothing is to go on to its end. */
    private boolean haltsNow() {
        if (haltRule == null || stopped) {
            return false;
        }
        halted = totals.haltsBy(haltRule);
        if (halted == null) {
            return false;
        }
        stop();
        if (haltRule.now()) {
            cancelAll();
        }
        return haltRule.now();
    }

    public BatchTotals totals() {
        return totals;
    }

    /** Why it could not be brought to its end, or null. */
    public @Nullable String problem() {
        return problem;
    }

    /** Whether the sink takes no more. */
    public boolean hasSinkFailed() {
        return sinkFailed;
    }

    /** Why it was given up by its rule, as in {@code 3 jobs failed}; null when it was not. */
    public @Nullable String halted() {
        return halted;
    }

    /** How many lines were never read; -1 when nobody knows. */
    public long neverRead() {
        return neverRead;
    }

    @Override
    public long read() {
        return reader.read();
    }

    @Override
    public boolean isAllRead() {
        return reader.isOver();
    }

    @Override
    public long done() {
        return totals.counts().lines();
    }

    @Override
    public Map<String, Long> doneByStatus() {
        return totals.counts().byStatus();
    }

    @Override
    public long retries() {
        return totals.counts().retries();
    }

    @Override
    public int running() {
        return (int) Math.min(underWay, engine.slots());
    }

    @Override
    public int waiting() {
        return (int) Math.min(Integer.MAX_VALUE, underWay - running());
    }
}
