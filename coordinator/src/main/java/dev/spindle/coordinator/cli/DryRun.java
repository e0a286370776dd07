package dev.spindle.coordinator.cli;

import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.coordinator.journal.History;
import dev.spindle.coordinator.lines.JobLines;
import dev.spindle.coordinator.lines.KnownTasks;
import dev.spindle.coordinator.lines.Line;
import dev.spindle.coordinator.lines.ResultLine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and checks every line, and says what would run. Starts no worker: the tasks' classes are asked for their names in this JVM. */
final class DryRun {
    private final Input input;
    private final @Nullable String task;
    private final PoolOptions poolOptions;
    private final PoolBuilder poolBuilder;
    private final JournalOptions journal;
    private final Verbosity verbosity;

    DryRun(
            Input input,
            @Nullable String task,
            PoolOptions poolOptions,
            PoolBuilder poolBuilder,
            JournalOptions journal,
            Verbosity verbosity) {
        this.input = input;
        this.task = task;
        this.poolOptions = poolOptions;
        this.poolBuilder = poolBuilder;
        this.journal = journal;
        this.verbosity = verbosity;
    }

    /** Writes the result lines of invalid lines to stdout; returns the exit status. */
    int execute() throws InterruptedException {
        try (WorkerPool pool = poolBuilder.build(); // starts no worker; complains of what a run would complain of
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            KnownTasks known = poolOptions.knownTasks(task, verbosity);
            if (known == null) {
                verbosity.say("tasks were not checked: only "
                        + (poolOptions.isForeign() ? "the workers of a command" : "workers on a newer Java")
                        + " know theirs");
                return check(name -> null, pool, out);
            }
            return check(known::problemOf, pool, out);
        } catch (IOException e) {
            throw CommandException.cannotWork("cannot read the input or write the output: " + e.getMessage(), e);
        }
    }

    private int check(Function<String, @Nullable String> taskProblem, WorkerPool pool, OutputStream out)
            throws IOException, InterruptedException {
        Map<String, Long> byTask = new TreeMap<>();
        long jobs = 0;
        long invalid = 0;
        long done = 0;
        History.Preview earlier = journal.preview(poolOptions.code());
        int workers = pool.config().workers();
        try (JobLines lines = input.open(task, pool.config().maxFrameBytes(), pool.maxInputBytes(), taskProblem)) {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line.task() == null) {
                    invalid++;
                    out.write(ResultLine.of(new Line.Ended(line, null, 0)).bytes());
                } else if (earlier != null && earlier.isDone(line.task(), line.input())) {
                    done++;
                } else {
                    jobs++;
                    byTask.merge(line.task(), 1L, Long::sum);
                }
            }
        }
        List<String> parts = new ArrayList<>();
        byTask.forEach((name, count) -> parts.add(name + " " + count));
        verbosity.say("dry run: " + jobs + (jobs == 1 ? " job" : " jobs") + " would run on " + workers
                + (workers == 1 ? " worker" : " workers") + (parts.isEmpty() ? "" : ": " + String.join(", ", parts))
                + (done == 0 ? "" : "; done already, by the journal: " + done)
                + (invalid == 0 ? "" : "; invalid lines: " + invalid));
        return invalid == 0 ? ExitStatus.OK : ExitStatus.NOT_ALL_OK;
    }
}
