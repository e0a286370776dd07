package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.CompletionQueue;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.protocol.RawJson;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import dev.spindle.worker.runtime.UnknownTask;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One run: this thread reads lines and submits them, the pool runs them, a second thread writes their results. {@link InFlight} keeps the
 * distance between the two bounded.
 */
final class Run {
    private final Input input;
    private final @Nullable String task;
    private final @Nullable Path output;
    private final boolean keepOrder;
    private final PoolBuilder poolBuilder;
    private final int workers;
    private final @Nullable Path summary;
    private final Progress.Mode progressMode;
    private final Verbosity verbosity;

    private final CompletionQueue<Line.Ended> ended = new CompletionQueue<>();
    private final InFlight inFlight = new InFlight();
    private final Counts counts = new Counts();
    private volatile boolean givenUp;

    Run(
            Input input,
            @Nullable String task,
            @Nullable Path output,
            boolean keepOrder,
            PoolOptions poolOptions,
            PoolBuilder poolBuilder,
            @Nullable Path summary,
            Progress.Mode progressMode,
            Verbosity verbosity) {
        this.input = input;
        this.task = task;
        this.output = output;
        this.keepOrder = keepOrder;
        this.poolBuilder = poolBuilder;
        this.workers = poolOptions.workers();
        this.summary = summary;
        this.progressMode = progressMode;
        this.verbosity = verbosity;
    }

    /** Runs to the end; returns the exit status. */
    int execute() throws InterruptedException {
        long began = System.nanoTime();
        Reporter reporter = new Reporter(verbosity);
        String problem;
        try (WorkerPool pool = poolBuilder.listener(reporter).build()) {
            pool.prestart(Math.min(workers, Runtime.getRuntime().availableProcessors()));
            problem = run(pool);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        int status =
                problem != null ? ExitStatus.CANNOT_WORK : counts.notOk() > 0 ? ExitStatus.NOT_ALL_OK : ExitStatus.OK;
        verbosity.say(counts.text(seconds, reporter.deaths()));
        writeSummary(status, seconds, reporter.deaths());
        if (problem != null) {
            throw CommandException.cannotWork(problem, null);
        }
        return status;
    }

    /** Returns why the run could not be brought to its end, or null. */
    private @Nullable String run(WorkerPool pool) throws InterruptedException {
        Set<String> tasks = new TreeSet<>();
        try (JobLines lines = input.open(
                task,
                Message.DEFAULT_MAX_FRAME_BYTES,
                pool.maxInputBytes(),
                name -> tasks.contains(name) ? null : UnknownTask.message(name, List.copyOf(tasks)))) {
            for (TaskInfo known : pool.tasks()) {
                tasks.add(known.name());
            }
            if (task != null && !tasks.contains(task)) {
                pool.shutdownNow();
                throw CommandException.usage(UnknownTask.message(task, List.copyOf(tasks)));
            }
            try (OutputStream out = open();
                    Progress progress = Progress.start(progressMode, counts)) {
                return transfer(pool, lines, out, progress);
            }
        } catch (PoolBrokenException e) {
            return e.getMessage();
        } catch (IOException e) {
            return outputProblem(e);
        }
    }

    private @Nullable String transfer(WorkerPool pool, JobLines lines, OutputStream out, Progress progress)
            throws InterruptedException {
        ResultWriter writer = new ResultWriter(out, keepOrder, ended, inFlight, counts, () -> giveUp(pool));
        Thread writing = new Thread(writer, "spindle-output");
        writing.start();
        long read = 0;
        String problem = null;
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                long charge = inFlight.enter(line.bytes());
                if (charge == InFlight.GIVEN_UP) {
                    charge = 0;
                }
                read++;
                progress.expect(read);
                if (!submit(pool, line, charge)) {
                    break;
                }
            }
        } catch (IOException e) {
            problem = "cannot read the input: " + e.getMessage();
        } catch (PoolBrokenException e) {
            problem = e.getMessage();
        }
        writer.expect(read, new Line.Ended(Line.invalid(0, 0, null, ""), null, InFlight.GIVEN_UP));
        writing.join();
        IOException failure = writer.failure();
        return failure == null ? problem : outputProblem(failure);
    }

    /** False when the run is over before its time; the line has its result all the same. */
    private boolean submit(WorkerPool pool, Line line, long charge) throws InterruptedException {
        if (line.task() == null || givenUp) {
            ended.add(new Line.Ended(line, null, charge));
            return !givenUp;
        }
        JobRequest<RawJson> request = JobRequest.of(line.task(), line.input(), RawJson.class);
        if (line.timeout() != null) {
            request = request.withTimeout(line.timeout());
        }
        try {
            ended.submit(pool, request, job -> new Line.Ended(line, job, charge));
            return true;
        } catch (RejectedExecutionException e) {
            ended.add(new Line.Ended(line, null, charge));
            if (e instanceof PoolBrokenException broken) {
                throw broken;
            }
            return false;
        }
    }

    private void giveUp(WorkerPool pool) {
        givenUp = true;
        inFlight.giveUp();
        pool.shutdownNow();
    }

    private OutputStream open() {
        Path file = output;
        if (file == null) {
            return new FileOutputStream(FileDescriptor.out);
        }
        try {
            Path from = input.file();
            if (from != null && Files.exists(file) && Files.isSameFile(from, file)) {
                throw CommandException.usage("-o: the output " + file + " is the input");
            }
            return new FileOutputStream(file.toFile());
        } catch (IOException e) {
            throw CommandException.cannotWork("cannot write the output: " + e.getMessage(), e);
        }
    }

    private String outputProblem(IOException e) {
        if (output == null) {
            return "cannot write to stdout, its reader is gone or the disk full: " + e.getMessage();
        }
        return "cannot write " + output + ": " + e.getMessage();
    }

    private void writeSummary(int status, double seconds, long workersLost) {
        if (summary == null) {
            return;
        }
        try {
            Files.writeString(summary, Values.write(counts.fields(status, seconds, workersLost)) + "\n");
        } catch (IOException | ValueException e) {
            throw CommandException.cannotWork("cannot write the summary: " + e.getMessage(), e);
        }
    }
}
