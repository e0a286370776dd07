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
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One run: a thread reads lines and submits them, the pool runs them, the thread that asked for the run writes their results.
 * {@link InFlight} keeps the distance between the two bounded.
 */
final class Run {
    /** How long the count of lines that were never read is waited for. */
    private static final long COUNTING_MILLIS = 6_000;

    /** How long, where the input may pause for ever, it is waited for a reader that has to notice that all is over. */
    private static final long PIPE_MILLIS = 100;

    private final Input input;
    private final @Nullable String task;
    private final @Nullable Path output;
    private final boolean keepOrder;
    private final PoolBuilder poolBuilder;
    private final int workers;
    private final PromiseOptions promises;
    private final @Nullable Path summary;
    private final Progress.Mode progressMode;
    private final Verbosity verbosity;

    private final CompletionQueue<Line.Ended> ended = new CompletionQueue<>();
    private final InFlight inFlight = new InFlight();
    private final Counts counts = new Counts();
    private final JobSeqs seqs = new JobSeqs();
    private volatile @Nullable Intake intake;
    private volatile Signals.@Nullable Received signal;
    private long neverRead;

    Run(
            Input input,
            @Nullable String task,
            @Nullable Path output,
            boolean keepOrder,
            PoolBuilder poolBuilder,
            int workers,
            PromiseOptions promises,
            @Nullable Path summary,
            Progress.Mode progressMode,
            Verbosity verbosity) {
        this.input = input;
        this.task = task;
        this.output = output;
        this.keepOrder = keepOrder;
        this.poolBuilder = poolBuilder;
        this.workers = workers;
        this.promises = promises;
        this.summary = summary;
        this.progressMode = progressMode;
        this.verbosity = verbosity;
    }

    /** Runs to the end; returns the exit status. */
    int execute() throws InterruptedException {
        long began = System.nanoTime();
        LastResort.install(verbosity);
        String tooFew = Descriptors.problem(workers);
        if (tooFew != null) {
            throw CommandException.cannotWork(tooFew, null);
        }
        Reporter reporter = new Reporter(verbosity, seqs);
        String problem;
        String halted;
        try (WorkerPool pool = poolBuilder.listener(reporter).build()) {
            pool.prestart(Math.min(workers, Runtime.getRuntime().availableProcessors()));
            Signals.listen((received, count) -> interrupted(received, count, pool));
            problem = run(pool);
            halted = pool.halted().orElse(null);
        }
        Signals.Received received = signal;
        String endedBy = received != null ? received.name() : halted != null ? "halted: " + halted : null;
        double seconds = (System.nanoTime() - began) / 1e9;
        RunFacts facts = new RunFacts(seconds, reporter.started(), reporter.deaths(), endedBy, neverRead);
        int status = status(problem, received, halted);
        verbosity.say(counts.text(facts));
        String unsaid = writeSummary(status, facts);
        String first = problem != null ? problem : unsaid;
        if (first == null) {
            return status;
        }
        if (problem == null && received != null) {
            verbosity.say(first);
            return status;
        }
        throw CommandException.cannotWork(first, null);
    }

    private int status(@Nullable String problem, Signals.@Nullable Received received, @Nullable String halted) {
        if (problem != null) {
            return ExitStatus.CANNOT_WORK;
        }
        if (received != null) {
            return received.exitStatus();
        }
        if (halted != null) {
            return ExitStatus.HALTED;
        }
        return counts.notOk() > 0 ? ExitStatus.NOT_ALL_OK : ExitStatus.OK;
    }

    /** In a thread of the signal's own. */
    private void interrupted(Signals.Received received, int count, WorkerPool pool) {
        if (count > 2) {
            System.exit(received.exitStatus());
        }
        if (signal == null) {
            signal = received;
        }
        Intake reading = intake;
        if (reading != null) {
            reading.end(null);
        }
        inFlight.giveUp();
        if (count == 1) {
            verbosity.say(received.name() + ": no further job begins; those that run have "
                    + promises.grace().toMillis() + " ms to end, a second signal kills them");
            pool.shutdownWithin(promises.grace());
        } else {
            pool.shutdownNow();
        }
    }

    /** Returns why the run could not be brought to its end, or null. */
    private @Nullable String run(WorkerPool pool) throws InterruptedException {
        Set<String> tasks = new TreeSet<>();
        try (JobLines lines = input.open(
                task,
                Message.DEFAULT_MAX_FRAME_BYTES,
                pool.maxInputBytes(),
                name -> tasks.contains(name) ? null : UnknownTask.message(name, List.copyOf(tasks)))) {
            try {
                for (TaskInfo known : pool.tasks()) {
                    tasks.add(known.name());
                }
            } catch (RejectedExecutionException e) {
                neverRead = input.isRegularFile() ? lines.countRest() : -1;
                return e instanceof PoolBrokenException ? e.getMessage() : null; // else a signal came before it began
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
        } catch (IOException e) {
            return outputProblem() + e.getMessage();
        }
    }

    private @Nullable String transfer(WorkerPool pool, JobLines lines, OutputStream out, Progress progress)
            throws InterruptedException {
        Intake reader = new Intake(lines, pool, ended, inFlight, seqs, progress);
        intake = reader;
        if (signal != null) {
            reader.end(null); // it came before there was an intake to end
        }
        if (promises.isOrdered()) {
            reader.readAhead();
        }
        ResultWriter writer = new ResultWriter(
                out,
                keepOrder,
                ended,
                inFlight,
                counts,
                outputProblem(),
                why -> {
                    reader.end(why);
                    inFlight.giveUp();
                    pool.shutdownNow();
                },
                () -> {
                    if (pool.halted().isPresent()) {
                        reader.end(null);
                        inFlight.giveUp();
                    }
                });
        boolean countable = input.isRegularFile();
        Thread reading = new Thread(
                () -> {
                    reader.run();
                    if (countable) {
                        reader.countUnread();
                    }
                },
                "spindle-input");
        reading.setDaemon(true); // it may wait for ever
        reading.start();
        writer.run();
        reading.join(countable ? COUNTING_MILLIS : PIPE_MILLIS);
        neverRead = reading.isAlive() ? -1 : reader.unread();
        if (!reading.isAlive() && lines.hasPriorities() && !promises.heedsPriority()) {
            verbosity.say("the input has priorities, which only --queue priority heeds");
        }
        return reader.problem();
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
    private @Nullable String writeSummary(int status, RunFacts facts) {
        if (summary == null) {
            return null;
        }
        try (OutputStream out = new FileOutputStream(summary.toFile())) {
            String json = Values.write(counts.fields(status, facts)) + "\n";
            out.write(json.getBytes(StandardCharsets.UTF_8));
            return null;
        } catch (IOException | ValueException e) {
            return "cannot write the summary " + summary + ": " + e.getMessage();
        }
    }
}
