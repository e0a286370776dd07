package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.CompletionQueue;
import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.protocol.codec.ValueException;
import dev.spindle.protocol.codec.Values;
import dev.spindle.protocol.message.Message;
import dev.spindle.protocol.message.WorkerInfo.TaskInfo;
import dev.spindle.worker.runtime.UnknownTask;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One run: a thread reads lines and submits them, the pool runs them, a second thread writes their results. {@link InFlight} keeps the
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
    private final JobSeqs seqs = new JobSeqs();

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
        Reporter reporter = new Reporter(verbosity, seqs);
        String problem;
        try (WorkerPool pool = poolBuilder.listener(reporter).build()) {
            pool.prestart(Math.min(workers, Runtime.getRuntime().availableProcessors()));
            problem = run(pool);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        int status =
                problem != null ? ExitStatus.CANNOT_WORK : counts.notOk() > 0 ? ExitStatus.NOT_ALL_OK : ExitStatus.OK;
        verbosity.say(counts.text(seconds, reporter.deaths()));
        String unsaid = writeSummary(status, seconds, reporter.deaths());
        String first = problem != null ? problem : unsaid;
        if (first != null) {
            throw CommandException.cannotWork(first, null);
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
            checkSummary();
            try (OutputStream out = open();
                    Progress progress = Progress.start(progressMode, counts)) {
                return transfer(pool, lines, out, progress);
            }
        } catch (PoolBrokenException e) {
            return e.getMessage();
        } catch (IOException e) {
            return outputProblem() + e.getMessage();
        }
    }

    private @Nullable String transfer(WorkerPool pool, JobLines lines, OutputStream out, Progress progress)
            throws InterruptedException {
        Intake intake = new Intake(lines, pool, ended, inFlight, seqs, progress);
        ResultWriter writer = new ResultWriter(out, keepOrder, ended, inFlight, counts, outputProblem(), why -> {
            intake.end(why);
            inFlight.giveUp();
            pool.shutdownNow();
        });
        Thread reading = new Thread(intake, "spindle-input");
        reading.setDaemon(true); // it may wait for ever
        reading.start();
        Thread writing = new Thread(writer, "spindle-output");
        writing.start();
        writing.join();
        return intake.problem();
    }

    private OutputStream open() {
        Path file = output;
        if (file == null) {
            return new FileOutputStream(FileDescriptor.out);
        }
        try {
            if (Files.isRegularFile(file) && input.isFrom(file)) {
                throw CommandException.usage("-o: the output " + file + " is the input; name another file");
            }
            return new FileOutputStream(file.toFile());
        } catch (IOException e) {
            throw CommandException.cannotWork("cannot write the output: " + e.getMessage(), e);
        }
    }

    /** What to say before the reason. */
    private String outputProblem() {
        return output == null ? Stdout.GONE + ": " : "cannot write " + output + ": ";
    }

    /** Before the jobs run, not after: they may take long. */
    private void checkSummary() {
        if (summary != null) {
            try {
                new FileOutputStream(summary.toFile(), true).close();
            } catch (IOException e) {
                throw CommandException.cannotWork("cannot write the summary: " + e.getMessage(), e);
            }
        }
    }

    /** Returns why it could not be written, or null. */
    private @Nullable String writeSummary(int status, double seconds, long workersLost) {
        if (summary == null) {
            return null;
        }
        try (OutputStream out = new FileOutputStream(summary.toFile())) {
            String json = Values.write(counts.fields(status, seconds, workersLost)) + "\n";
            out.write(json.getBytes(StandardCharsets.UTF_8));
            return null;
        } catch (IOException | ValueException e) {
            return "cannot write the summary " + summary + ": " + e.getMessage();
        }
    }
}
