package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.CompletionQueue;
import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.control.ControlSocket;
import dev.spindle.coordinator.journal.Journal;
import dev.spindle.coordinator.lines.AwaitedResults;
import dev.spindle.coordinator.lines.Counts;
import dev.spindle.coordinator.lines.InFlight;
import dev.spindle.coordinator.lines.Intake;
import dev.spindle.coordinator.lines.JobLines;
import dev.spindle.coordinator.lines.JobSeqs;
import dev.spindle.coordinator.lines.JoblogRows;
import dev.spindle.coordinator.lines.KnownTasks;
import dev.spindle.coordinator.lines.Line;
import dev.spindle.coordinator.lines.ResultLine;
import dev.spindle.coordinator.lines.ResultWriter;
import dev.spindle.coordinator.lines.RunFacts;
import dev.spindle.coordinator.lines.RunJournal;
import dev.spindle.coordinator.report.Findings;
import dev.spindle.coordinator.report.LiveRun;
import dev.spindle.coordinator.report.RunEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
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

    private final RunPlan plan;
    private final Input input;
    private final Verbosity verbosity;

    private final CompletionQueue<Line.Ended> ended = new CompletionQueue<>();
    private final InFlight inFlight = new InFlight();
    private final Counts counts = new Counts();
    private final Findings findings = new Findings();
    private final JobSeqs seqs = new JobSeqs();
    private final AwaitedResults awaited = new AwaitedResults();
    private volatile @Nullable Intake intake;
    private volatile @Nullable WorkerPool pool;
    private volatile KnownTasks known = KnownTasks.of(List.of(), List.of());
    private volatile Signals.@Nullable Received signal;
    private volatile boolean drained;
    private volatile long readEnd;
    private long neverRead;

    Run(RunPlan plan) {
        this.plan = plan;
        this.input = plan.input();
        this.verbosity = plan.verbosity();
    }

    /** Runs to the end; returns the exit status. */
    int execute() throws InterruptedException {
        LastResort.install(verbosity);
        String tooFew = Descriptors.problem(plan.workers(), plan.transport());
        if (tooFew != null) {
            throw CommandException.cannotWork(tooFew, null);
        }
        try (Journal journal =
                plan.journal().open(plan.code(), plan.promises().mostAttempts() == 1, why -> giveUp(null))) {
            try {
                return execute(journal);
            } catch (CommandException e) {
                if (journal != null) {
                    journal.takeBack();
                }
                throw e;
            }
        } catch (IOException e) {
            throw CommandException.cannotWork(plan.journal().cannotWrite(String.valueOf(e.getMessage())), e);
        }
    }

    private int execute(@Nullable Journal journal) throws InterruptedException, IOException {
        RunEnding.Stopwatch stopwatch = RunEnding.Stopwatch.start();
        Reporter reporter = new Reporter(verbosity, seqs);
        Observers observers = new Observers(reporter, plan.seeing().observers(verbosity), verbosity);
        RunJournal logged = new RunJournal(journal, plan.promises().mostAttempts());
        logged.opening().forEach(verbosity::say);
        String problem;
        String halted;
        long turnedAway;
        RunEnding ending;
        try (WorkerPool started = plan.pool()
                .listener(observers)
                .attemptListener(observers.attempts())
                .writeAhead(logged.writeAhead())
                .build()) {
            pool = started;
            problem = run(started, observers, logged);
            halted = started.halted().orElse(null);
            turnedAway = started.refusedConnections();
            ending = new RunEnding(
                    plan,
                    counts,
                    findings,
                    reporter,
                    stopwatch,
                    started.config(),
                    started.times(),
                    inFlight.heldNanos(),
                    readEnd);
        } catch (CommandException e) {
            observers.ended(new RunEnd(e.status(), String.valueOf(e.getMessage()), Map.of()));
            throw e;
        } catch (InterruptedException | RuntimeException | Error e) {
            observers.ended(new RunEnd(ExitStatus.CANNOT_WORK, Main.cause(e), Map.of()));
            throw e;
        }
        Signals.Received received = signal;
        String endedBy =
                received != null ? received.name() : halted != null ? "halted: " + halted : drained ? "drained" : null;
        int status = status(problem, received, halted);
        if (journal != null) {
            journal.ended(status, neverRead);
            try {
                journal.close();
            } catch (IOException e) {
                problem = plan.journal().cannotWrite(String.valueOf(e.getMessage()));
            }
            String unwritten = journal.problem();
            problem = unwritten == null ? problem : plan.journal().cannotWrite(unwritten);
            status = status(problem, received, halted);
        }
        RunFacts facts = new RunFacts(
                stopwatch.seconds(), reporter.started(), reporter.deaths(), turnedAway, endedBy, neverRead);
        String unsaid = ending.tell(status, facts, observers);
        if (journal != null && (counts.of(ResultLine.Status.CANCELLED) > 0 || neverRead != 0 || problem != null)) {
            verbosity.say("to go on with what is left: " + plan.resumption());
        }
        return RunEnding.status(status, problem, unsaid, received != null, verbosity);
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
        // Of a pipe nobody knows whether there would have been more: to drain it is how one without an end is ended.
        boolean isLeft = neverRead > 0 || (neverRead < 0 && input.isRegularFile());
        boolean isDone = counts.notOk() == 0 && !(drained && isLeft);
        return isDone ? ExitStatus.OK : ExitStatus.NOT_ALL_OK;
    }

    /** Returns why the run could not be brought to its end, or null. */
    private @Nullable String run(WorkerPool started, Observers observers, RunJournal logged)
            throws InterruptedException {
        WatchedRun watched = new WatchedRun(
                plan, started, seqs, counts, () -> intake, () -> drained || signal != null, () -> drain(started));
        observers.begins(watched);
        started.prestart(
                input.atMost(Math.min(plan.workers(), Runtime.getRuntime().availableProcessors())));
        Signals.listen((received, count) -> interrupted(received, count, started));
        RunControl control = new RunControl(watched, started, seqs, awaited, input.name(), plan.task());
        try (ControlSocket socket = new ControlSocket(started::folder, control, verbosity::detail)) {
            return run(started, watched, logged);
        }
    }

    /**
     * No line more is read, and nothing runs any more.
     *
     * @param why the run cannot be brought to its end; null when that is known elsewhere
     */
    private void giveUp(@Nullable String why) {
        Intake reading = intake;
        if (reading != null) {
            reading.end(why);
        }
        inFlight.giveUp();
        WorkerPool started = pool;
        if (started != null) {
            started.shutdownNow();
        }
    }

    private void drain(WorkerPool running) {
        drained = true;
        readNoMore();
        running.shutdownSoon();
    }

    private void readNoMore() {
        Intake reading = intake;
        if (reading != null) {
            reading.end(null);
        }
        inFlight.giveUp();
    }

    /** In a thread of the signal's own. */
    private void interrupted(Signals.Received received, int count, WorkerPool running) {
        if (count > 2) {
            System.exit(received.exitStatus());
        }
        if (signal == null) {
            signal = received;
        }
        readNoMore();
        if (count == 1) {
            verbosity.say(received.name() + ": no further job begins; those that run have "
                    + plan.promises().grace().toMillis() + " ms to end, a second signal kills them");
            running.shutdownWithin(plan.promises().grace());
        } else {
            running.shutdownNow();
        }
    }

    /** Returns why the run could not be brought to its end, or null. */
    private @Nullable String run(WorkerPool running, LiveRun watched, RunJournal logged) throws InterruptedException {
        try (JobLines lines = input.open(
                plan.task(),
                running.config().maxFrameBytes(),
                running.maxInputBytes(),
                name -> known.problemOf(name))) {
            try {
                known = KnownTasks.of(running.tasks(), running.taskProblems());
            } catch (RejectedExecutionException e) {
                neverRead = input.isRegularFile() ? lines.countRest() : -1;
                return e instanceof PoolBrokenException ? e.getMessage() : null; // else a signal came before it began
            }
            String task = plan.task();
            String problem = task == null ? null : known.problemOf(task);
            if (problem != null) {
                running.shutdownNow();
                throw CommandException.usage(problem);
            }
            known.problems().forEach(verbosity::say);
            plan.journal()
                    .check(
                            input,
                            plan.output(),
                            plan.summary()); // once more: a link to the journal leads somewhere now
            plan.summary().check();
            try (OutputStream out = plan.output().open(input);
                    Progress progress = Progress.start(
                            plan.seeing().progressMode(), watched, () -> input.count(plan.task()), verbosity);
                    JoblogRows joblog =
                            plan.seeing().openJoblog(plan.journal().isResumed(), plan.isProgram(), verbosity)) {
                return transfer(running, lines, out, logged, joblog);
            }
        } catch (IOException e) {
            return plan.output().problem() + e.getMessage();
        }
    }

    private @Nullable String transfer(
            WorkerPool running, JobLines lines, OutputStream out, RunJournal logged, @Nullable JoblogRows joblog)
            throws InterruptedException {
        Intake reader = new Intake(lines, running, ended, inFlight, seqs, logged);
        intake = reader;
        if (signal != null || drained) {
            reader.end(null); // it came before there was an intake to end
        }
        if (plan.promises().isOrdered()) {
            reader.readAhead();
        }
        ResultWriter writer = new ResultWriter(
                out,
                plan.keepOrder(),
                ended,
                inFlight,
                counts,
                findings,
                logged.writeAhead(),
                plan.output().problem(),
                this::giveUp,
                () -> {
                    if (running.halted().isPresent()) {
                        readNoMore();
                    }
                },
                joblog,
                awaited);
        boolean countable = input.isRegularFile();
        if (countable && !plan.keepOrder() && !plan.promises().isOrdered()) {
            reader.putSuspectsLast();
        }
        Thread reading = new Thread(
                () -> {
                    reader.run();
                    readEnd = System.nanoTime();
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
        if (!reading.isAlive() && lines.hasPriorities() && !plan.promises().heedsPriority()) {
            verbosity.say("the input has priorities, which only --queue priority heeds");
        }
        return reader.problem();
    }
}
