package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.CompletionQueue;
import dev.spindle.coordinator.PoolBrokenException;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.PoolConfig;
import dev.spindle.coordinator.PoolStatus;
import dev.spindle.coordinator.PoolTimes;
import dev.spindle.coordinator.Transport;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.control.ControlSocket;
import dev.spindle.coordinator.journal.Journal;
import dev.spindle.coordinator.report.Advice;
import dev.spindle.coordinator.report.Findings;
import dev.spindle.coordinator.report.LiveRun;
import dev.spindle.coordinator.report.RunEnd;
import dev.spindle.coordinator.report.RunFigures;
import dev.spindle.coordinator.report.Summary;
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

    private final Input input;
    private final @Nullable String task;
    private final Output output;
    private final boolean keepOrder;
    private final PoolBuilder poolBuilder;
    private final int workers;
    private final Transport transport;
    private final PromiseOptions promises;
    private final JournalOptions journalOptions;
    private final TaskCode code;
    private final String resumption;
    private final SummaryFile summary;
    private final SeeingOptions seeing;
    private final boolean runsProgram;
    private final Progress.Mode progressMode;
    private final List<String> words;
    private final Verbosity verbosity;

    private final CompletionQueue<Line.Ended> ended = new CompletionQueue<>();
    private final InFlight inFlight = new InFlight();
    private final Counts counts = new Counts();
    private final Findings findings = new Findings();
    private final JobSeqs seqs = new JobSeqs();
    private volatile @Nullable Intake intake;
    private volatile @Nullable WorkerPool pool;
    private volatile KnownTasks known = KnownTasks.of(List.of(), List.of());
    private volatile Signals.@Nullable Received signal;
    private volatile long readEnd;
    private final AwaitedResults awaited = new AwaitedResults();
    private volatile boolean drained;
    private long neverRead;

    /**
     * @param code of the tasks
     * @param words of the command line
     * @param runsProgram whether the task is a program's main
     * @param resumption the command that goes on with this run where it has a journal
     */
    Run(
            Input input,
            @Nullable String task,
            Output output,
            boolean keepOrder,
            PoolBuilder poolBuilder,
            int workers,
            Transport transport,
            PromiseOptions promises,
            JournalOptions journalOptions,
            TaskCode code,
            String resumption,
            SummaryFile summary,
            SeeingOptions seeing,
            List<String> words,
            boolean runsProgram,
            Verbosity verbosity) {
        this.input = input;
        this.task = task;
        this.output = output;
        this.keepOrder = keepOrder;
        this.poolBuilder = poolBuilder;
        this.workers = workers;
        this.transport = transport;
        this.promises = promises;
        this.journalOptions = journalOptions;
        this.code = code;
        this.resumption = resumption;
        this.summary = summary;
        this.seeing = seeing;
        this.runsProgram = runsProgram;
        this.progressMode = seeing.progressMode();
        this.words = words;
        this.verbosity = verbosity;
    }

    /** Runs to the end; returns the exit status. */
    int execute() throws InterruptedException {
        LastResort.install(verbosity);
        String tooFew = Descriptors.problem(workers, transport);
        if (tooFew != null) {
            throw CommandException.cannotWork(tooFew, null);
        }
        try (Journal journal = journalOptions.open(code, promises.mostAttempts() == 1, why -> giveUp(null))) {
            try {
                return execute(journal);
            } catch (CommandException e) {
                if (journal != null) {
                    journal.takeBack();
                }
                throw e;
            }
        } catch (IOException e) {
            throw CommandException.cannotWork(journalOptions.cannotWrite(String.valueOf(e.getMessage())), e);
        }
    }

    private int execute(@Nullable Journal journal) throws InterruptedException, IOException {
        long began = System.nanoTime();
        double cpuBefore = ChildrenTime.seconds();
        Reporter reporter = new Reporter(verbosity, seqs);
        Observers observers = new Observers(reporter, seeing.observers(verbosity), verbosity);
        RunJournal logged = new RunJournal(journal, promises.mostAttempts());
        logged.opening().forEach(verbosity::say);
        String problem;
        String halted;
        long turnedAway;
        PoolConfig config;
        PoolTimes times;
        try (WorkerPool started = poolBuilder
                .listener(observers)
                .attemptListener(observers.attempts())
                .writeAhead(logged.writeAhead())
                .build()) {
            pool = started;
            Watched watched = new Watched(started);
            observers.begins(watched);
            started.prestart(input.atMost(Math.min(workers, Runtime.getRuntime().availableProcessors())));
            Signals.listen((received, count) -> interrupted(received, count, started));
            try (ControlSocket control = new ControlSocket(started::folder, watched.control, verbosity::detail)) {
                problem = run(started, watched, logged);
            }
            halted = started.halted().orElse(null);
            turnedAway = started.refusedConnections();
            config = started.config();
            times = started.times();
        } catch (CommandException e) {
            observers.ended(new RunEnd(e.status(), String.valueOf(e.getMessage()), Map.of()));
            throw e;
        }
        Signals.Received received = signal;
        String endedBy =
                received != null ? received.name() : halted != null ? "halted: " + halted : drained ? "drained" : null;
        double seconds = (System.nanoTime() - began) / 1e9;
        RunFacts facts = new RunFacts(seconds, reporter.started(), reporter.deaths(), turnedAway, endedBy, neverRead);
        int status = status(problem, received, halted);
        if (journal != null) {
            journal.ended(status, neverRead);
            journal.close();
            String unwritten = journal.problem();
            problem = unwritten == null ? problem : journalOptions.cannotWrite(unwritten);
            status = status(problem, received, halted);
        }
        String headline = counts.text(facts);
        RunFigures figures = new RunFigures(
                config,
                Runtime.getRuntime().availableProcessors(),
                seconds,
                secondsUntil(reporter.firstStart(), began, seconds),
                secondsUntil(readEnd, began, seconds),
                input.isRegularFile(),
                cpuBefore < 0 ? -1 : ChildrenTime.seconds() - cpuBefore,
                reporter.started(),
                reporter.deaths(),
                findings.latencies().count(),
                counts.of(ResultLine.Status.TIMEOUT),
                times);
        Summary said = findings.summary(times, Advice.of(figures, findings));
        Map<String, Object> fields = counts.fields(status, facts);
        fields.putAll(said.fields());
        observers.ended(new RunEnd(status, headline, fields, said));
        verbosity.say(headline);
        for (String line : new SummaryText(said, config.workers(), seconds).lines()) {
            verbosity.sayFitting(line);
        }
        if (journal != null && (counts.of(ResultLine.Status.CANCELLED) > 0 || neverRead != 0 || problem != null)) {
            verbosity.say("to go on with what is left: " + resumption);
        }
        String unsaid = summary.write(fields);
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

    private static double secondsUntil(long moment, long began, double otherwise) {
        return moment == 0 ? otherwise : (moment - began) / 1e9;
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

    /** In a thread of the signal's own. */
    private void interrupted(Signals.Received received, int count, WorkerPool running) {
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
            running.shutdownWithin(promises.grace());
        } else {
            running.shutdownNow();
        }
    }

    /** Returns why the run could not be brought to its end, or null. */
    private @Nullable String run(WorkerPool running, LiveRun watched, RunJournal logged) throws InterruptedException {
        try (JobLines lines = input.open(
                task, running.config().maxFrameBytes(), running.maxInputBytes(), name -> known.problemOf(name))) {
            try {
                known = KnownTasks.of(running.tasks(), running.taskProblems());
            } catch (RejectedExecutionException e) {
                neverRead = input.isRegularFile() ? lines.countRest() : -1;
                return e instanceof PoolBrokenException ? e.getMessage() : null; // else a signal came before it began
            }
            String problem = task == null ? null : known.problemOf(task);
            if (problem != null) {
                running.shutdownNow();
                throw CommandException.usage(problem);
            }
            known.problems().forEach(verbosity::say);
            journalOptions.check(input, output, summary); // once more: a link to the journal leads somewhere now
            summary.check();
            try (OutputStream out = output.open(input);
                    Progress progress = Progress.start(progressMode, watched, this::countLines, verbosity);
                    JoblogRows joblog = seeing.openJoblog(journalOptions.isResumed(), runsProgram, verbosity)) {
                return transfer(running, lines, out, logged, joblog);
            }
        } catch (IOException e) {
            return output.problem() + e.getMessage();
        }
    }

    /** How many lines of the input get a result, where that can be seen beforehand and soon; else -1. */
    private long countLines() {
        if (!input.isNamedFile()) {
            return -1;
        }
        try (JobLines lines = input.open(task, Integer.MAX_VALUE, Integer.MAX_VALUE, name -> null)) {
            return lines.countRest();
        } catch (IOException | CommandException e) {
            return -1; // whoever reads it says why
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
        if (promises.isOrdered()) {
            reader.readAhead();
        }
        ResultWriter writer = new ResultWriter(
                out,
                keepOrder,
                ended,
                inFlight,
                counts,
                findings,
                logged.writeAhead(),
                output.problem(),
                this::giveUp,
                () -> {
                    if (running.halted().isPresent()) {
                        reader.end(null);
                        inFlight.giveUp();
                    }
                },
                joblog,
                awaited);
        boolean countable = input.isRegularFile();
        if (countable && !keepOrder && !promises.isOrdered()) {
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
        if (!reading.isAlive() && lines.hasPriorities() && !promises.heedsPriority()) {
            verbosity.say("the input has priorities, which only --queue priority heeds");
        }
        return reader.problem();
    }

    /** The run as its observers have it. */
    private final class Watched implements LiveRun {
        private final WorkerPool running;
        private final RunControl control;

        Watched(WorkerPool running) {
            this.running = running;
            this.control = new RunControl(this, running, seqs, this::latest, awaited, input.name(), task);
        }

        private long latest() {
            Intake reading = intake;
            return reading == null ? 0 : reading.latest();
        }

        @Override
        public PoolStatus status() {
            return running.status();
        }

        @Override
        public long seq(long job) {
            return seqs.of(job);
        }

        @Override
        public long read() {
            Intake reading = intake;
            return reading == null ? 0 : reading.read();
        }

        @Override
        public boolean isAllRead() {
            Intake reading = intake;
            return reading != null && reading.isOver();
        }

        @Override
        public long done() {
            return counts.lines();
        }

        @Override
        public Map<String, Long> doneByStatus() {
            return counts.byStatus();
        }

        @Override
        public long retries() {
            return counts.retries();
        }

        @Override
        public Map<String, String> settings() {
            return RunSettings.of(words, input, task, output, running.config());
        }

        @Override
        public boolean cancel(long seq) {
            return control.cancels(seq);
        }

        @Override
        public void drain() {
            drained = true;
            Intake reading = intake;
            if (reading != null) {
                reading.end(null);
            }
            inFlight.giveUp();
            running.shutdownSoon();
        }
    }
}
