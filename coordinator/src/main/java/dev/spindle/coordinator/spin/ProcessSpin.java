package dev.spindle.coordinator.spin;

import dev.spindle.coordinator.Crossing;
import dev.spindle.coordinator.Job;
import dev.spindle.coordinator.JobListener;
import dev.spindle.coordinator.JobOutcome;
import dev.spindle.coordinator.JobRequest;
import dev.spindle.coordinator.PoolBuilder;
import dev.spindle.coordinator.RemoteError;
import dev.spindle.coordinator.WorkerPool;
import dev.spindle.worker.Task;
import dev.spindle.worker.faults.BrokenSpinner;
import dev.spindle.worker.tasks.Spinner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The spinner as a job in a worker process, a JVM of its own. Nothing is shared: the message to draw goes there as JSON, each frame comes
 * back as a message, and so does what the spinner returns or throws; a signal, one more message, tells it to stop. In return the spinner
 * cannot corrupt this process or take it down, and can be killed where it does not listen.
 */
public final class ProcessSpin implements Unit {
    /** A spinner that does not listen for so long is killed, which is what one cannot do with a thread. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SpinSettings settings;
    private final Screen screen;
    private final Stopwatch watch;
    private final WorkerPool pool;
    private boolean failed;

    /** With a worker of a pool that {@code builder} makes. */
    public ProcessSpin(SpinSettings settings, Screen screen, PoolBuilder builder) {
        this.settings = settings;
        this.screen = screen;
        this.watch = new Stopwatch(screen);
        this.pool = builder.workers(1).retries(0).build();
    }

    @Override
    public Report run() throws Exception {
        int answer = supervisor();
        screen.line("Answer: " + answer);
        long bytes = crossings().stream().mapToLong(Crossing::bytes).sum();
        return watch.report("process", "a JVM and task/run", "$/signal, end of JVM", bytes, failed);
    }

    /** The messages that went to the worker and came from it, where the builder records them; there once {@link #run} has returned. */
    public List<Crossing> crossings() {
        return pool.crossings();
    }

    /** Starts the spinner, does the slow job itself, stops the spinner and waits for the end of its process. */
    private int supervisor() throws InterruptedException {
        int answer;
        JobOutcome<Integer> outcome;
        try (pool) {
            screen.line("spinner object: Process[name=spinner, state=NEW, parent="
                    + ProcessHandle.current().pid() + "]");
            watch.start();
            pool.tasks(); // launches the JVM, and waits until it has said what it can run
            Job<Integer> spinner = pool.submit(spin());
            answer = slow();
            watch.stop();
            spinner.signal(Spinner.DONE, null);
            outcome = spinner.outcome();
        }
        watch.gone();
        tell(outcome);
        return answer;
    }

    /** What the job is, and who draws what it prints. */
    private JobRequest<Integer> spin() {
        Class<? extends Task<String, Integer>> task = settings.fail() ? BrokenSpinner.class : Spinner.class;
        JobListener drawing = new JobListener() {
            @Override
            public void output(boolean stderr, String text) {
                screen.print(text);
            }
        };
        return JobRequest.of(task, settings.message())
                .withListener(drawing)
                .withTimeout(settings.length().plus(PATIENCE));
    }

    /** Sleeps, and thereby blocks this process; the spinner's is another. */
    private int slow() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(settings.length().toNanos());
        return SpinSettings.ANSWER;
    }

    private void tell(JobOutcome<Integer> outcome) {
        if (outcome instanceof JobOutcome.Failed<Integer> broke) {
            failed = true;
            RemoteError error = broke.error();
            screen.line("The job's outcome is Failed. What the spinner threw came over the wire as plain data:");
            screen.line("  " + error);
            error.stack().stream().limit(1).forEach(frame -> screen.line("    at " + frame));
        } else if (outcome instanceof JobOutcome.WorkerLost<Integer> lost) {
            failed = true;
            screen.line("The job's outcome is WorkerLost: " + lost.death().cause());
        } else if (outcome instanceof JobOutcome.TimedOut<Integer>) {
            failed = true;
            screen.line("The job's outcome is TimedOut: it did not listen to the signal, and was killed.");
        }
        if (settings.block()) {
            screen.line(
                    "The slow job blocked, but only its own process: the other drew " + screen.frames() + " frames.");
        }
    }
}
