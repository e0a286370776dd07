package dev.spindle.coordinator.batch;

import dev.spindle.coordinator.CompletionQueue;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.WriteAhead;
import dev.spindle.coordinator.lines.AwaitedResults;
import dev.spindle.coordinator.lines.Counts;
import dev.spindle.coordinator.lines.InFlight;
import dev.spindle.coordinator.lines.Intake;
import dev.spindle.coordinator.lines.JobLines;
import dev.spindle.coordinator.lines.JobSeqs;
import dev.spindle.coordinator.lines.KnownTasks;
import dev.spindle.coordinator.lines.Line;
import dev.spindle.coordinator.lines.ResultWriter;
import dev.spindle.coordinator.lines.RunJournal;
import dev.spindle.coordinator.report.Findings;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs batches on a pool, several at a time. Thread-safe. */
public final class BatchRunner {
    /** So many result bytes of one batch are kept in memory before what is left of it is given back. */
    private static final int ENOUGH_BYTES = 8 << 20;

    /** Of a batch that takes longer, and twice as long as it was meant to, what is left is given back for whoever has nothing to do. */
    private static final long ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Without chunks, so many jobs of a batch are under way or wait in the pool. */
    private static final int FEW_LINES = 256;

    private final BatchFormat format;
    private final boolean keepOrder;
    private final WorkerPool pool;
    private final PoolNews news;
    private final String host;
    private final KnownTasks known;

    /**
     * @param news which listens to the pool
     * @param host what result lines name as the place of their workers
     * @throws BatchException when its workers do not start
     */
    public BatchRunner(BatchFormat format, boolean keepOrder, WorkerPool pool, PoolNews news, String host)
            throws BatchException, InterruptedException {
        this.format = format;
        this.keepOrder = keepOrder;
        this.pool = pool;
        this.news = news;
        this.host = host;
        try {
            this.known = KnownTasks.of(pool.tasks(), pool.taskProblems());
        } catch (RejectedExecutionException e) {
            throw new BatchException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Runs a batch, or its first jobs where it takes too long: the counts of the result tell how many.
     *
     * @throws BatchException when the pool is broken or closed
     * @throws InterruptedException when the caller is interrupted; jobs that run then end by themselves, and nobody hears of them
     */
    public BatchResult run(Batch batch) throws BatchException, InterruptedException {
        long began = System.nanoTime();
        long enough = Math.max(ENOUGH_NANOS, 2 * batch.expected().nanos());
        CompletionQueue<Line.Ended> ended = new CompletionQueue<>();
        InFlight inFlight = new InFlight(pool.config().sendsChunks() ? InFlight.MAX_LINES : FEW_LINES);
        Counts counts = new Counts();
        Findings findings = new Findings();
        AtomicReference<String> broken = new AtomicReference<>();
        try (JobLines lines = format.read(batch, pool.maxInputBytes(), known::problemOf)) {
            Intake intake = new Intake(lines, pool, ended, inFlight, new JobSeqs(), new RunJournal(null, 1));
            HostLines results = new HostLines(host, size -> {
                if (size > ENOUGH_BYTES || System.nanoTime() - began > enough) {
                    giveBack(intake, inFlight);
                }
            });
            ResultWriter writer = new ResultWriter(
                    results,
                    keepOrder,
                    ended,
                    inFlight,
                    counts,
                    findings,
                    WriteAhead.NONE,
                    "",
                    why -> {
                        broken.compareAndSet(null, why);
                        giveBack(intake, inFlight);
                    },
                    () -> {},
                    null,
                    new AwaitedResults());
            Thread reading = new Thread(intake, "spindle-batch-input");
            reading.setDaemon(true);
            reading.start();
            writer.run();
            giveBack(intake, inFlight);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            reading.join();
            String problem = broken.get() == null ? intake.problem() : broken.get();
            if (problem != null) {
                throw new BatchException(problem);
            }
            byte[] all = results.bytes();
            return new BatchResult(all, null, all.length, counts, findings, System.nanoTime() - began, news.take());
        } catch (IOException e) {
            throw new BatchException("cannot read a batch: " + e.getMessage());
        }
    }

    /** No line more is read; those that were have their results. */
    private static void giveBack(Intake intake, InFlight inFlight) {
        intake.end(null);
        inFlight.giveUp();
    }
}
