package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.PoolTimes;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.batch.BatchEngine;
import dev.spindle.coordinator.batch.BatchEvents;
import dev.spindle.coordinator.batch.BatchFormat;
import dev.spindle.coordinator.batch.BatchTotals;
import dev.spindle.coordinator.batch.BatchTransfer;
import dev.spindle.coordinator.batch.EngineException;
import dev.spindle.coordinator.batch.EngineFactory;
import dev.spindle.coordinator.batch.EnginePlan;
import dev.spindle.coordinator.batch.PartsSink;
import dev.spindle.coordinator.batch.PoolPlan;
import dev.spindle.coordinator.batch.ResultSink;
import dev.spindle.coordinator.batch.StreamSink;
import dev.spindle.coordinator.lines.JobLines;
import dev.spindle.coordinator.lines.RunFacts;
import dev.spindle.coordinator.report.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run whose pools are on other machines. */
final class RemoteRun {
    private final RunPlan plan;
    private final EngineOptions options;
    private final PoolOptions pools;
    private final List<String> words;
    private final Verbosity verbosity;
    private final BatchEvents events = new BatchEvents();
    private volatile Signals.@Nullable Received signal;

    /** @param words the options that are for the pools */
    RemoteRun(RunPlan plan, EngineOptions options, PoolOptions pools, List<String> words) {
        this.plan = plan;
        this.options = options;
        this.pools = pools;
        this.words = words;
        this.verbosity = plan.verbosity();
    }

    /** Runs to the end; returns the exit status. */
    int execute() throws InterruptedException {
        long began = System.nanoTime();
        EngineFactory factory = options.factory();
        // Starts no worker; complains of what the others would complain of, and has a folder that is cleared away
        // whatever becomes of this process.
        try (WorkerPool pool = plan.pool().build()) {
            pools.knownTasks(plan.task(), verbosity); // complains of those that are wrong
            try (JobLines lines =
                    plan.input().open(plan.task(), pool.config().maxFrameBytes(), pool.maxInputBytes(), name -> null)) {
                plan.summary().check();
                return run(factory, lines, code(pool), began);
            }
        } catch (IOException e) {
            throw CommandException.cannotWork(Main.oneLine(Main.text(e)), e);
        }
    }

    /** All code in one file; null where workers bring their own. */
    private @Nullable Path code(WorkerPool pool) throws IOException {
        if (pools.isForeign()) {
            return null;
        }
        Path file = pool.folder().resolve("code.zip");
        pools.userCode().pack(file);
        return file;
    }

    private int run(EngineFactory factory, JobLines lines, @Nullable Path code, long began)
            throws InterruptedException, IOException {
        BatchFormat format =
                new BatchFormat(plan.input().format(), plan.input().delimiter(), plan.task(), Input.LONGER_LINES);
        PoolPlan poolPlan = new PoolPlan(words, format, plan.keepOrder());
        EnginePlan enginePlan = new EnginePlan(
                options.master(), options.settings(), poolPlan, code, options.parts(), verbosity::detail);
        try (BatchEngine engine = factory.start(enginePlan, events)) {
            Signals.listen(this::interrupted);
            String parts = options.parts();
            if (parts != null) {
                return run(engine, lines, format, new PartsSink(engine, parts), began);
            }
            try (OutputStream out = plan.output().open(plan.input())) {
                ResultSink sink = new StreamSink(out, plan.output().problem());
                return run(engine, lines, format, sink, began);
            }
        } catch (EngineException e) {
            throw CommandException.cannotWork(Main.oneLine(Main.text(e)), e);
        }
    }

    private int run(BatchEngine engine, JobLines lines, BatchFormat format, ResultSink sink, long began)
            throws InterruptedException {
        boolean isCountable = plan.input().isRegularFile();
        BatchTransfer transfer = new BatchTransfer(
                lines,
                format,
                plan.keepOrder(),
                plan.promises().haltRule(),
                engine,
                events,
                sink,
                isCountable,
                verbosity::say);
        try (Progress progress = Progress.start(
                plan.seeing().progressMode(), transfer, () -> plan.input().count(plan.task()), verbosity)) {
            transfer.run();
        }
        return tell(transfer, engine.slots(), sink, (System.nanoTime() - began) / 1e9);
    }

    /** In a thread of the signal's own. */
    private void interrupted(Signals.Received received, int count) {
        if (count > 2) {
            System.exit(received.exitStatus());
        }
        if (signal == null) {
            signal = received;
        }
        long grace = count == 1 ? plan.promises().grace().toNanos() : 0;
        if (count == 1) {
            verbosity.say(received.name() + ": no further batch of jobs is sent; those under way have "
                    + grace / 1_000_000 + " ms to end, a second signal gives them up");
        }
        events.add(transfer -> transfer.cancelWithin(grace));
    }

    private int tell(BatchTransfer transfer, int slots, ResultSink sink, double seconds) {
        BatchTotals totals = transfer.totals();
        Signals.Received received = signal;
        String halted = transfer.halted();
        String endedBy = received != null ? received.name() : halted != null ? "halted: " + halted : null;
        RunFacts facts =
                new RunFacts(seconds, totals.workersStarted(), totals.deaths(), 0, endedBy, transfer.neverRead());
        Summary summary = totals.findings().summary(PoolTimes.NONE, List.of());
        String problem = transfer.problem();
        Map<String, Object> fields = totals.counts().fields(status(transfer, problem, received), facts);
        fields.putAll(summary.fields());
        if (!transfer.hasSinkFailed()) {
            String unwritten = end(sink, fields);
            problem = problem == null ? unwritten : problem;
        }
        int status = status(transfer, problem, received);
        fields.put("exitStatus", status);
        String unsaid = plan.summary().write(fields);
        verbosity.say(totals.counts().text(facts));
        for (String line : new SummaryText(summary, slots, seconds).lines()) {
            verbosity.sayFitting(line);
        }
        return RunEnding.status(status, problem, unsaid, received != null, verbosity);
    }

    private static @Nullable String end(ResultSink sink, Map<String, Object> summary) {
        try {
            sink.end(summary);
            return null;
        } catch (IOException e) {
            return sink.problem() + e.getMessage();
        }
    }

    private static int status(BatchTransfer transfer, @Nullable String problem, Signals.@Nullable Received received) {
        if (problem != null) {
            return ExitStatus.CANNOT_WORK;
        }
        if (received != null) {
            return received.exitStatus();
        }
        if (transfer.halted() != null) {
            return ExitStatus.HALTED;
        }
        return transfer.totals().counts().notOk() == 0 ? ExitStatus.OK : ExitStatus.NOT_ALL_OK;
    }
}
